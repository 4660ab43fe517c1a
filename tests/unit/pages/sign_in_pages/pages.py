"""Small pages of every other state: state value -> pages. `part` names the control that counts, where one does."""

CODE_CHANNEL = (
    """<html lang=en><title>Verify</title><body><form method=post><h1>Verify it's you</h1><p>How would you like to receive your code?</p>
    <label><input type=radio name=m value=sms checked part=option> Text message to •• 42</label>
    <label><input type=radio name=m value=email part=option> Email to j***@x.org</label>
    <label><input type=radio name=m value=backup> Use a backup code</label><button part=go>Send code</button></form></body></html>""",
    """<html lang=fr><title>Vérification d'identité</title><body><main><h1>Choisissez une méthode de vérification</h1><ul>
    <li><button type=button part=option>Recevoir un code par SMS</button></li>
    <li><button type=button part=option>Recevoir un code par e-mail</button></li>
    <li><button type=button part=option>Application d’authentification</button></li></ul>
    <a href="/aide">Besoin d’aide ?</a></main></body></html>""",
    """<html lang=de><title>Anmeldung</title><body><div><h1>Bestätigen Sie Ihre Identität</h1>
    <p>Wir senden einen Sicherheitscode per SMS an ••• 77.</p><button part=option>Code senden</button></div></body></html>""",
    """<html lang=nl><title>Identiteit</title><body><div><h1>Bevestig je identiteit: kies een methode</h1>
    <div role=radiogroup><div role=radio tabindex=0 part=option>Sms naar 06 ** ** 12</div><div role=radio tabindex=0 part=option>Authenticator-app</div></div>
    <button type=button part=go>Doorgaan</button></div></body></html>""",
)
PUSH_WAIT = (
    """<html lang=fr><title>Validation</title><body><main><h1>Validez votre connexion dans l’application</h1>
    <p>Une notification vous a été envoyée sur votre téléphone.</p><a href=/autre part=switch>Choisir une autre méthode</a></main></body></html>""",
    """<html lang=en><title>Sign in</title><body><h2>Approve sign in request</h2><p>Open your Authenticator app, and enter the number shown.</p>
    <div class=number>42</div><a href="#" part=switch>I can't use my app right now, try another way</a></body></html>""",
    """<html lang=de><title>Anmeldung</title><body><h1>Bestätigen Sie die Anmeldung in Ihrer App</h1><p>Warten auf Freigabe …</p></body></html>""",
    """<html lang=en><title>Acme</title><body><h1>Check your email</h1><p>We sent you an email with a link to j@x.org.</p></body></html>""",
)
SECURITY_KEY = (
    """<html lang=en><title>Verify</title><body><h1>Use your security key</h1><p>Insert your security key and touch it.</p></body></html>""",
)
CAPTCHA = (
    """<html lang=en><title>Just a moment...</title><body><h1>shop.example</h1><h2>Verify you are human by completing the action below.</h2></body></html>""",
    """<html lang=fr><title>Connexion</title><body><form><h1>Connexion</h1><input type=email name=mail><input type=password name=mdp>
    <iframe src="https://www.google.com/recaptcha/api2/anchor?k=1&size=normal" title=reCAPTCHA></iframe><button>Se connecter</button></form></body></html>""",
    """<html lang=de><title>Login</title><body><form><h1>Login</h1><input name=user><input type=password name=pw>
    <img src=/captcha.png><label for=c>Zeichen im Bild</label><input id=c name=captcha_text><button>Anmelden</button></form></body></html>""",
)
TERMS = (
    """<html lang=fr><title>Espace client</title><body><main><h1>Nos conditions générales ont changé</h1><p>Texte.</p>
    <button part=go>J’accepte</button><a href=/logout>Se déconnecter</a></main></body></html>""",
    """<html lang=en><title>Portal</title><body><a href=/logout>Log out</a><div role=dialog><h2>Updated terms of service</h2><p>Please read.</p>
    <button>Decline</button><button part=go>Accept and continue</button></div></body></html>""",
    """<html lang=de><title>Portal</title><body><form><h1>Bitte lesen</h1><label><input type=checkbox name=a> Ich akzeptiere die Nutzungsbedingungen</label>
    <button part=go>Weiter</button></form></body></html>""",
)
WRONG_CREDENTIALS = (
    """<html lang=fr><title>Connexion</title><body><form><h1>Connexion</h1><div class="alert alert-danger">Identifiant ou mot de passe incorrect.</div>
    <input name=identifiant><input type=password name=mdp><button>Se connecter</button></form></body></html>""",
    """<html lang=en><title>Log in</title><body><form><label for=u>Email</label><input id=u name=u value=a@b.c aria-invalid=true aria-describedby=e1>
    <input type=password name=p><span id=e1>We couldn't find an account with that email address.</span><button>Log in</button></form></body></html>""",
    """<html lang=de><title>Login</title><body><div id=app><form><h1>Login</h1><input type=text placeholder=Benutzername><input type=password placeholder=Passwort>
    <button type=button>Anmelden</button></form><div class=v-snack role=status>Anmeldung fehlgeschlagen. Bitte prüfen Sie Ihre Zugangsdaten.</div></div></body></html>""",
    """<html lang=es><title>Acceso</title><body><form><h1>Iniciar sesión</h1><p style="color:red">El usuario o la contraseña no son correctos: dato incorrecto.</p>
    <input name=usuario><input type=password name=clave><button>Entrar</button></form></body></html>""",
    """<html lang=it><title>Accesso</title><body><form><h1>Accedi</h1><input name=utente><input type=password name=pw>
    <div class=ant-form-item-explain-error>Nome utente o password errati</div><button>Accedi</button></form></body></html>""",
    """<html lang=nl><title>Inloggen</title><body><form><h1>Inloggen</h1><p role=alert>De combinatie van e-mailadres en wachtwoord is onjuist.</p>
    <input type=email name=e><input type=password name=w><button>Inloggen</button></form></body></html>""",
    """<html lang=en><title>Log in</title><body><form class=form-horizontal><div class=alert>Please enter a correct username and password. Your credentials did not match.</div>
    <input name=username><input type=password name=password><button>Log in</button></form></body></html>""",
)
LOGIN = (
    """<html lang=en><title>Log in</title><body><form><h1>Log in</h1><div class=alert>Your session has expired. Please log in again.</div>
    <input name=username><input type=password name=password><button>Log in</button></form></body></html>""",
    """<html lang=fr><title>Connexion</title><body><form><h1>Connexion</h1><input name=login><span class=error>Ce champ est obligatoire</span>
    <input type=password name=mdp><div class=grecaptcha-badge><iframe src="https://www.google.com/recaptcha/api2/anchor?size=invisible"></iframe></div>
    <button>Connexion</button></form><a hidden href=/logout>Déconnexion</a></body></html>""",
    """<html lang=en><title>Log in</title><body><form><h1>Log in</h1><input name=username><input type=password name=password>
    <input name=otp placeholder="One-time code (if enabled)"><button>Log in</button></form></body></html>""",
    """<html lang=de><title>Login</title><body><div class=cookie-banner><p>Wir verwenden Cookies.</p><button>Alle akzeptieren</button>
    <button part=banner>Nur notwendige</button></div><form><h1>Login</h1><input name=user><input type=password name=pw><button>Login</button></form></body></html>""",
)
NEW_PASSWORD = (
    """<html lang=fr><title>Mot de passe expiré</title><body><form><h1>Votre mot de passe a expiré</h1><input type=password name=ancien placeholder="Mot de passe actuel">
    <input type=password name=nouveau placeholder="Nouveau mot de passe"><input type=password name=conf placeholder="Confirmez">
    <button>Enregistrer</button></form><a href=/logout>Déconnexion</a></body></html>""",
    """<html lang=en><title>Acme</title><body><form><h1>Choose a new password</h1><input type=password name=password1><input type=password name=password2>
    <button>Continue</button></form></body></html>""",
)
SIGNUP = (
    """<html lang=en><title>Create your account</title><body><form action=/register><h1>Sign up</h1><input name=first_name placeholder="First name">
    <input type=email name=email><input type=password name=password><button>Create account</button></form><a href=/login>Log in</a></body></html>""",
    """<html lang=de><title>Registrierung</title><body><form><h1>Kundenkonto anlegen</h1><input type=email name=email><input type=password name=pw1>
    <input type=password name=pw2 placeholder="Passwort wiederholen"><button>Registrieren</button></form></body></html>""",
)
BLOCKED = (
    """<html lang=en><title>Log in</title><body><form><h1>Log in</h1><div role=alert>Too many failed login attempts. Try again in 15 minutes.</div>
    <input name=username><input type=password name=password><button>Log in</button></form></body></html>""",
    """<html lang=fr><title>Compte bloqué</title><body><h1>Votre compte est bloqué</h1><p>Contactez le service client.</p></body></html>""",
    """<html lang=de><title>Zugriff verweigert</title><body><h1>Zugriff verweigert</h1></body></html>""",
    """<html lang=en><title>Two-factor</title><body><h1>Two-factor</h1><div class=error>Too many attempts.</div><input autocomplete=one-time-code><button>Go</button></body></html>""",
)
MAINTENANCE = (
    """<html lang=fr><title>Maintenance</title><body><h1>Site en maintenance</h1><p>Nous revenons vite.</p></body></html>""",
    """<html lang=en><title>503 Service Unavailable</title><body><h1>Service Unavailable</h1></body></html>""",
    """<html lang=de><title>Portal</title><body><h1>Wir führen Wartungsarbeiten durch</h1></body></html>""",
)
SIGNED_IN = (
    """<html lang=fr><title>Accueil</title><body><nav><a href=/factures>Factures</a><a href=/deconnexion part=out>Déconnexion</a></nav><h1>Bienvenue</h1></body></html>""",
    """<html lang=en><title>Dashboard</title><body><header><button aria-haspopup=menu>JD</button><ul hidden><li><a href=/p>Profile</a></li>
    <li><form action=/logout method=post><button part=out>Sign out</button></form></li></ul></header><h1>Dashboard</h1></body></html>""",
    """<html lang=de><title>Übersicht</title><body><a href="/abmelden" title="Abmelden" part=out><i class=icon-off></i></a><h1>Übersicht</h1></body></html>""",
    """<html lang=en><title>Acme</title><body><header><span>Hello, Jane Doe</span></header><nav><a href=/o>My orders</a><a href=/i>Invoices</a></nav></body></html>""",
    """<html lang=es><title>Mi cuenta</title><body><p>Hola, María</p><button class=user-menu>M</button><main>Nada</main></body></html>""",
)
COOKIE_BANNER: tuple[str, ...] = ()
UNKNOWN = (
    """<html lang=en><title>Acme</title><body><header><a href=/login part=in>Sign in</a><a href=/logout hidden>Sign out</a></header><h1>Energy for all</h1></body></html>""",
    """<html lang=fr><title>Opérateur</title><body><a href="/espace-client" part=in>Espace client</a><form><input type=email name=email placeholder="Votre e-mail">
    <button>S’abonner à la newsletter</button></form></body></html>""",
    """<html lang=en><title>Checkout</title><body><form><h1>Payment</h1><input name=cardnumber placeholder="Card number"><input name=securityCode placeholder="Security code" maxlength=4>
    <input name=zip placeholder="Postal code"><button>Pay now</button></form></body></html>""",
    """<html lang=en><title>Forgot password</title><body><form><h1>Reset your password</h1><input type=email name=email><button>Send</button></form></body></html>""",
    """<html lang=en><title>Basket</title><body><form><label for=p>Promo code</label><input id=p name=code><button>Apply</button></form></body></html>""",
    "",
)

ALL = [(name.lower(), number, html) for name, pages in globals().items() if name.isupper() for number, html in enumerate(pages)]
