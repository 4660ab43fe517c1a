"""Small pages of second factors: (html, channel, where)."""

TOTP_ENGLISH = ("""<html lang=en><title>Two-factor authentication</title><body><main><h1>Two-factor authentication</h1>
<p>Open your authenticator app and enter the code it shows.</p><form method=post action=/2fa>
<label for=t>Code</label><input id=t name=token autocomplete=one-time-code inputmode=numeric part=code>
<label><input type=checkbox name=trust part=trust> Don't ask again on this device</label>
<button type=submit part=go>Verify</button></form><a href=/recover>Use a recovery code</a>
<a href=/other part=switch>Try another way</a></main></body></html>""", "app", "")

SMS_FRENCH = ("""<html lang=fr><title>Vérification</title><body><div class=card><h2>Vérifiez votre identité</h2>
<p>Nous avons envoyé un code par SMS au numéro 06 •• •• •• 42.</p><form>
<div><label>Code reçu</label><input type=tel name=codeSms maxlength=6 part=code></div>
<div><input type=checkbox id=m part=trust><label for=m>Ne plus demander sur ce navigateur</label></div>
<button part=go>Valider</button><button type=button part=resend>Renvoyer le code</button></form></div></body></html>""",
"sms", "06 •• •• •• 42")

MAIL_GERMAN = ("""<html lang=de><title>Bestätigung</title><body><form action=/tan method=post><h1>Bestätigen Sie Ihre Identität</h1>
<p>Wir haben einen Bestätigungscode an m***r@beispiel.de gesendet.</p>
<input type=text name=c placeholder="Bestätigungscode" part=code><a href="#" part=resend>Code erneut senden</a>
<input type=submit value="Bestätigen" part=go><a href="/andere" part=switch>Andere Methode wählen</a></form></body></html>""",
"email", "m***r@beispiel.de")

SEGMENTED_SPANISH = ("""<html lang=es><title>Verificación</title><body><div id=root><h1>Verifica tu identidad</h1>
<p>Introduce el código que te hemos enviado por SMS al móvil terminado en 817</p><div class=otp>
<div><input maxlength=1 type=tel part=code></div><div><input maxlength=1 type=tel part=code></div>
<div><input maxlength=1 type=tel part=code></div><div><input maxlength=1 type=tel part=code></div>
<div><input maxlength=1 type=tel part=code></div><div><input maxlength=1 type=tel part=code></div></div>
<div role=button tabindex=0 part=go>Continuar</div><button type=button part=resend>Reenviar código</button></div></body></html>""",
"sms", "•• 817")

SAME_PAGE_ITALIAN = ("""<html lang=it><title>Accedi</title><body><form><h1>Accedi</h1><input type=email name=e value=a@b.it>
<input type=password name=p value=geheim><p>Inserisci il codice di verifica inviato via e-mail a a•••@b.it</p>
<input type=text placeholder="Codice a 6 cifre" part=code><button part=go>Conferma</button>
<button type=button part=resend>Invia di nuovo</button></form></body></html>""", "email", "a•••@b.it")

PASSWORD_TYPE_DUTCH = ("""<html lang=nl><title>Inloggen</title><body><main><h1>Verificatie in twee stappen</h1>
<form><label for=o>Vul de 6-cijferige code in uit je authenticator-app</label>
<input id=o type=password name=otp part=code><button part=go>Doorgaan</button></form></main></body></html>""", "app", "")

NAMELESS_VUE = ("""<html lang=en><title>Portal</title><body><div id=app><div class=card><h2>Check your phone</h2>
<div>We texted a 6-digit code to +33 6 ** ** ** 12</div><div class=field><input type=number part=code></div>
<label class=switch part=trust><input type=checkbox style="display:none"><span>Trust this browser for 30 days</span></label>
<button type=button class=primary part=go>Submit</button></div></div></body></html>""", "sms", "+33 6 ** ** ** 12")

ALL = {name: value for name, value in globals().items() if name.isupper()}
