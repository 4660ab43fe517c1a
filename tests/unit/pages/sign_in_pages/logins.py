"""Small sign-in pages. The attribute `part` (which the reader ignores) names the expected controls."""

KEYCLOAK_LIKE = """<html lang=fr><title>Connexion à Espace Energie</title><body>
<div id=kc-header><h1>Espace Energie</h1></div><div id=kc-content><h2 id=kc-page-title>Connectez-vous à votre compte</h2>
<form id=kc-form-login action="/auth/realms/x/login-actions/authenticate?code=1" method=post>
<div class=form-group><label for=username>Nom d’utilisateur ou courriel</label>
<input tabindex=1 id=username name=username type=text autocomplete=username part=user></div>
<div class=form-group><label for=password>Mot de passe</label><div class=input-group>
<input tabindex=2 id=password name=password type=password autocomplete=current-password part=pass>
<button type=button class=pf-button aria-label="Afficher le mot de passe">o</button></div></div>
<label><input type=checkbox id=rememberMe name=rememberMe part=remember> Se souvenir de moi</label>
<a href="/reset">Mot de passe oublié ?</a>
<input type=hidden name=credentialId><input name=login id=kc-login type=submit value="Se connecter" part=go></form>
<div id=kc-social><a href="/broker/google" class=zocial>Se connecter avec Google</a></div>
<div>Nouvel utilisateur ? <a href="/register">Enregistrement</a></div></div></body></html>"""

MATERIAL_LIKE = """<html lang=de><title>Kundenportal</title><body><app-root><app-login>
<h1 class=mat-headline>Willkommen im Kundenportal</h1><form novalidate class="ng-untouched">
<mat-form-field><div class=mat-form-field-infix><input matinput type=text formcontrolname=kennung required
 id=mat-input-0 aria-required=true part=user><span><label for=mat-input-0>Benutzerkennung</label></span></div></mat-form-field>
<mat-form-field><div class=mat-form-field-infix><input matinput type=password id=mat-input-1 part=pass>
<label for=mat-input-1>Passwort</label></div><div class=mat-form-field-suffix>
<button mat-icon-button type=button><mat-icon>visibility</mat-icon></button></div></mat-form-field>
<a routerlink=/forgot href="/forgot">Passwort vergessen?</a>
<button mat-raised-button type=button color=primary part=go><span class=mat-button-wrapper> Anmelden </span></button>
</form></app-login></app-root></body></html>"""

VUETIFY_NAMELESS = """<html lang=en><title>Portal</title><body><div id=app><main><div class="v-card">
<div class="v-card__title">Sign in</div><div class=v-text-field__slot><label>Email</label><input type=text part=user></div>
<div class=v-text-field__slot><label>Password</label><input type=password part=pass>
<div role=button tabindex=0 aria-label="append icon" class=v-input__icon></div></div>
<div role=button tabindex=0 class="v-btn primary" part=go>Log in</div>
<div role=button tabindex=0 class="v-btn">Sign in with Microsoft</div></div></main></div></body></html>"""

ANT_LIKE_SPANISH = """<html lang=es><title>Área de clientes</title><body><div id=root><form class="ant-form" id=normal_login>
<div class=ant-form-item><span class=ant-input-affix-wrapper><input placeholder="DNI o NIE" type=text
 id=normal_login_documento class=ant-input part=user></span></div>
<div class=ant-form-item><span class=ant-input-affix-wrapper><input placeholder=Contraseña type=password class=ant-input part=pass>
<span role=img aria-label=eye-invisible tabindex=-1></span></span></div>
<label class=ant-checkbox-wrapper><input type=checkbox part=remember><span>Recordarme</span></label>
<a href="#">¿Has olvidado tu contraseña?</a><button type=submit class="ant-btn ant-btn-primary" part=go><span>Entrar</span></button>
O <a href="#">regístrate ahora</a></form></div></body></html>"""

TWO_FORMS_ITALIAN = """<html lang=it><title>Accedi o registrati</title><body><div class=row><div class=col>
<h2>Nuovo cliente</h2><form id=f1 action=/registra method=post><input name=nome placeholder=Nome><input name=cognome placeholder=Cognome>
<input type=email name=email placeholder=Email><input type=password name=pw placeholder=Password>
<input type=password name=pw2 placeholder="Ripeti password"><button>Crea account</button></form></div>
<div class=col><h2>Sei già cliente?</h2><form id=f2 action=/accesso method=post><input type=email name=email placeholder=Email part=user>
<input type=password name=pw placeholder=Password part=pass><a href=/recupera>Password dimenticata?</a><button part=go>Accedi</button></form>
</div></div></body></html>"""

WHOLE_PAGE_FORM = """<html lang=nl><title>Mijn Omgeving</title><body><form id=aspnetForm method=post action="./Default.aspx">
<input type=hidden name=__VIEWSTATE value=x><div id=header><input name="ctl00$txtSearch" type=text placeholder=Zoeken>
<input type=submit name="ctl00$btnSearch" value=Zoek></div>
<div id=main><table><tr><td>Gebruikersnaam</td><td><input name="ctl00$m$a" type=text part=user></td></tr>
<tr><td>Wachtwoord</td><td><input name="ctl00$m$b" type=password part=pass></td></tr>
<tr><td></td><td><input type=submit name="ctl00$m$c" value=Inloggen part=go></td></tr></table></div>
<div id=footer><input name="ctl00$news" type=text placeholder="Uw e-mail"><input type=submit value="Abonneren"></div>
</form></body></html>"""

CUSTOMER_NUMBER = """<html lang=de><title>Login</title><body><main><h1>Anmelden</h1><form action="https://sso.example.net/do" method=post>
<label for=a>Kundennummer</label><input id=a name=kdnr type=text part=extra>
<label for=b>Benutzername</label><input id=b name=benutzer type=text part=user>
<label for=c>Kennwort</label><input id=c name=kennwort type=password part=pass>
<label for=d>Region</label><select id=d name=region part=extra><option>Nord<option>Süd</select>
<button type=submit part=go>Weiter</button><button type=button>Abbrechen</button></form></main></body></html>"""

USERNAME_STEP_FRENCH = """<html lang=fr><title>Identifiez-vous - Telecom</title><body><header><a href=/>Telecom</a>
<input type=search placeholder="Rechercher"><button>Rechercher</button></header><main>
<h1>Identifiez-vous</h1><form action=/session><label for=login>Adresse e-mail ou numéro de mobile</label>
<input id=login type=text name=login part=user><button type=submit part=go>Continuer</button></form>
<a href=/creer>Créer un compte</a></main>
<footer><form class=newsletter><input type=email name=email placeholder="Votre e-mail"><button>S’abonner</button></form></footer></body></html>"""

USERNAME_STEP_AUTH0_LIKE = """<html lang=en><title>Log in | Acme</title><body><main class="login-id"><section>
<h1>Welcome</h1><p>Log in to Acme to continue to Billing.</p><form method=POST action="/u/login/identifier?state=x">
<div><label for=username>Email address</label><input name=username id=username type=text inputmode=email
 autocomplete="username webauthn" part=user></div><button type=submit name=action value=default part=go>Continue</button></form>
<p>Don't have an account? <a href=/u/signup>Sign up</a></p>
<form method=post><button type=submit name=connection value=google-oauth2>Continue with Google</button></form></section></main></body></html>"""

PASSWORD_STEP = """<html lang=en><title>Sign in</title><body><form action=/pw method=post><h1>Enter your password</h1>
<input type=email name=identifier value="jane@example.org" readonly part=user><a href=/change>Change</a>
<input type=password name=pw aria-label="Password" part=pass><button type=button>Show</button>
<button part=go>Sign in</button><a href=/f>Forgot password?</a></form></body></html>"""

PASSWORD_STEP_NO_USER = """<html lang=fr><title>Votre mot de passe</title><body><main><h1>Bonjour</h1><p>j***@example.org</p>
<form method=post><label>Mot de passe <input type=password name=p autocomplete=current-password part=pass></label>
<a href=/o>Mot de passe oublié</a><button type=submit part=go>Se connecter</button></form></main></body></html>"""

BUTTON_OUTSIDE = """<html lang=en><title>Account</title><body><div class=modal><div class=modal-header><h4>Log in</h4>
<button type=button class=close aria-label=Close>x</button></div><div class=modal-body><form id=f>
<input name=u placeholder=Username part=user><input type=password name=p placeholder=Password part=pass></form></div>
<div class=modal-footer><button type=button>Cancel</button><button type=submit form=f part=go>Sign in</button></div></div></body></html>"""

IMAGE_BUTTON = """<html><title>x</title><body><form name=logon action=/logon.asp><table><tr><td>E-mail:<td><input name=mail part=user></tr>
<tr><td>Password:<td><input type=password name=pw part=pass></tr><tr><td colspan=2><input type=image src=go.gif part=go></tr></table></form></body></html>"""

USER_AFTER_ODD_FIELDS = """<html lang=en><title>Client login</title><body><form><h3>Client login</h3><input name=q type=search placeholder=Search>
<input name=emailAddr part=user><input name=hp style="display:none"><input type=password name=secret part=pass>
<a href="javascript:void(0)" class=btn part=go>Log in</a><a href=/forgot>Forgot your password?</a></form></body></html>"""

FRENCH_CODE_SECRET = """<html lang=fr><title>Espace client</title><body><form action=/valider><p>Identifiant client</p><input type=tel name=client part=user>
<p>Code secret</p><input type=password name=pin maxlength=6 inputmode=numeric part=pass><button part=go>Valider</button>
<a href=/perdu>Code secret oublié ?</a></form></body></html>"""

ALL = {name: html for name, html in globals().items() if name.isupper()}
