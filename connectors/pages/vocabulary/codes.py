"""The words of one-time codes, their channels, approvals on another device and trusted devices."""

from __future__ import annotations

from connectors.pages.vocabulary.folding import Vocabulary

CODE_IDENTIFIER = Vocabulary(
    """
    otp, totp, hotp, otpcode, otp code, 2fa, mfa, tfa, 2sv, two factor, twofactor, second factor, two step
    twostep
    one time, onetime, onetimecode, onetimepassword, one time code, verification code, verificationcode
    verificationpin
    verify code, verifycode, auth code, authcode, authentication code, authenticator code, sms code, smscode
    codesms
    security code, securitycode, passcode, confirmation code, confirmationcode, mfacode, mfa code, tan, mtan
    sms tan
    login code, logincode, email code, emailcode, access code, code otp, totp pin, code verification, codeotp
    """
)
CODE_WORDS = Vocabulary(
    """
    verification code, verify code, security code, one time code, one time password, one time passcode, otp
    totp
    authentication code, authenticator code, auth code, confirmation code, login code, sms code, digit code
    digit pin
    access code, 2fa code, mfa code, two factor code, code we sent, code sent, code from your, passcode
    single use code
    enter the code, enter code, enter your code, enter this code, temporary code, digits
    code de verification, code de securite, code de confirmation, code a usage unique
    code d authentification, code recu
    code sms, code a * chiffres, code unique, code temporaire, code de validation, code d acces temporaire
    saisissez le code
    entrez le code, saisir le code, code envoye, code transmis, code d activation
    bestatigungscode, sicherheitscode, einmalcode, einmalpasswort, einmalkennwort, verifizierungscode
    sms code
    authentifizierungscode, prufcode, zugangscode, code eingeben, stelliger code, stelligen code
    stellige code, mtan, sms tan
    code aus, den code
    codigo de verificacion, codigo de seguridad, codigo de un solo uso, codigo de confirmacion
    codigo de acceso
    introduce el codigo, ingresa el codigo, codigo enviado, codigo de * digitos, codigo sms, clave temporal
    codice di verifica, codice di sicurezza, codice di conferma, codice monouso, codice otp
    inserisci il codice
    codice temporaneo, codice inviato, codice sms, codice a * cifre, codice di autenticazione
    verificatiecode, beveiligingscode, bevestigingscode, eenmalige code, inlogcode, voer de code
    cijferige code, sms code
    authenticatiecode, codigo de seguranca
    """
)
AMBIGUOUS_CODE = Vocabulary("code, pin, token, codigo, codice, challenge, tan, digits, chiffres, kode")
NOT_A_CODE = Vocabulary(
    """
    cvv, cvc, cvv2, csc, card, credit card, debit card, carte, zip, zipcode, postal, post code, postcode
    postal code, plz, postleitzahl
    code postal, codigo postal, cap, promo, promotion, promotional, promocode, promo code, coupon, voucher
    gift, gutschein
    gutscheincode, rabatt, rabattcode, code promo, reduction, remise, parrainage, code parrain
    codigo promocional, descuento
    buono, sconto, kortingscode, discount, referral, referrer, invite, invitation, iban, bic, bank code
    sort code, bankleitzahl
    recovery code, recovery, backup code, backup, code de secours, wiederherstellungscode, captcha
    country code, dial code, area code
    indicatif, vorwahl, product code, sku, item code, order code, tracking code, customer code, code client
    codice fiscale
    codice cliente, codigo de cliente, klantcode, code entreprise, company code, company, search, recherche
    quantity, coupon code
    language, lang, currency, barcode
    """
)
TWO_FACTOR = Vocabulary(
    """
    two factor, 2 factor, two step, 2 step, 2fa, mfa, multi factor, multifactor, second factor
    verify your identity
    verify it s you, verify that it s you, confirm it s you, confirm your identity, verify your account
    identity verification
    confirm that it s you, additional verification, extra security, security check, authenticator
    authentication app
    authentication required, verify your device, new device, unrecognized device, we sent, we have sent
    we ve sent, we texted
    we emailed, sent to, text message, check your phone
    deux facteurs, double authentification, deux etapes, authentification forte, verification d identite
    verifier votre identite, verifiez votre identite, confirmez votre identite, verification de securite
    vous a ete envoye
    avons envoye, envoye par, nouvel appareil, confirmer votre identite, verification en
    zwei faktor, zweifaktor, 2 faktor, zwei schritt, zwei stufen, zweiter faktor, identitat bestatigen
    ihre identitat, neues gerat, bestatigen sie ihre, zweistufig*
    dos factores, dos pasos, segundo factor, verifica tu identidad, verificar su identidad, hemos enviado
    due fattori, due passaggi, secondo fattore, verifica la tua identita, abbiamo inviato, verifica identita
    twee factor, tweestaps*, tweefactor*, twee stappen, verifieer, identiteit
    dois fatores
    """
)
SMS = Vocabulary(
    """
    sms, text message, text me, texted, texto, text, mobile phone, mobile number, phone number, by phone
    telephone portable
    numero de telephone, numero de mobile, mobile, portable, mobiltelefon, handynummer, handy, mobilnummer
    rufnummer
    telefono movil, movil, mensaje de texto, cellulare, numero di telefono, telefoonnummer, mobiel
    sms bericht, whatsapp
    """
)
EMAIL = Vocabulary(
    """
    email, e mail, mail, emailed, inbox, mailbox, courriel, adresse mail, boite mail, messagerie, postfach
    correo, correo electronico
    posta elettronica, casella, mailadresse, e mails
    """
)
APP = Vocabulary(
    """
    authenticator, authentication app, authenticator app, authentification app, google authenticator
    microsoft authenticator
    authy, totp, two factor app, code generator, token generator, security app, hardware token, your app
    authentication application
    application d authentification, application mobile, application authenticator, authentificateur
    authentifizierungs app, authenticator app, authentifikator, authentifizierungsapp
    aplicacion de autenticacion
    aplicacion autenticadora, app di autenticazione, authenticatie app, token, verificatie app, autenticador
    """
)
PUSH = Vocabulary(
    """
    push, push notification, notification, approve, approve the, approve sign in, approve login
    approve this, in the app
    tap yes, mobile app, prompt, approuver, approuvez, notification push, validez dans l application
    validez la connexion, depuis l application, dans votre application, dans l application
    sur votre application
    genehmigen, freigabe, freigeben, push nachricht, in der app, in ihrer app, bestatigen sie in, aprobar
    aprueba, en la app
    en tu aplicacion, notificacion, approva, approvare, notifica, nell app, goedkeuren, keur, melding
    in de app
    """
)
# What one does with a request in an app; with a word for "code" beside it, the app shows a code instead.
APPROVE = Vocabulary(
    """
    approve, approve in, approve with, tap yes, confirm in the app, confirm in your app, push notification
    approuver, approuvez, valider dans, validez dans, valider depuis, validez depuis, valider sur, validez sur
    valider avec l application, validez la connexion, valider la connexion, notification push
    genehmigen, freigeben, freigabe, in der app bestatigen, in ihrer app bestatigen, bestatigen sie in
    per app bestatigen, push nachricht, push benachrichtigung
    aprobar, aprueba, aprobar en, confirmar en la app, notificacion push
    approva, approvare, conferma nell app, notifica push
    goedkeuren, keur goed, bevestigen in de app, bevestig in de app, push melding
    """
)
CALL = Vocabulary(
    """
    call me, phone call, voice call, call my, receive a call, by voice, appel, appel vocal
    appel telephonique, m appeler
    anruf, anrufen, llamada, llamarme, chiamata, chiamami, bel mij, bellen, telefonisch
    """
)
KEY = Vocabulary(
    """
    security key, usb key, hardware key, passkey, yubikey, fido, fido2, webauthn, cle de securite
    cle d acces, cle usb
    sicherheitsschlussel, llave de seguridad, llave de acceso, chiave di sicurezza, beveiligingssleutel
    toegangssleutel
    """
)
BACKUP = Vocabulary(
    """
    recovery code, recovery codes, backup code, backup codes, code de secours, codes de secours
    code de recuperation
    wiederherstellungscode, backup code eingeben, codigo de recuperacion, codigo de respaldo, codice di backup
    codice di recupero, herstelcode, back up code
    """
)
APPROVAL_WAIT = Vocabulary(
    """
    approve the * request, approve the * notification, approve sign in, approve this, approve the
    check your phone
    check your device, waiting for approval, waiting for your approval, waiting for confirmation
    open the * app, open your * app
    we sent a notification, we ve sent a notification, we have sent a notification, sent a push
    push notification sent
    sent a notification, tap yes, confirm on your, confirm the login on, confirm in the app, respond to the
    approuvez, approuver la connexion, validez la connexion, validez votre connexion, validez depuis
    validez sur votre
    validez dans, validez cette, ouvrez l application, ouvrez votre application, notification a ete envoyee
    notification vous a ete envoyee, en attente de validation, en attente de votre validation
    en attente de confirmation
    confirmez sur votre, confirmez la connexion, consultez votre telephone
    genehmigen sie, bestatigen sie * in der, bestatigen sie * in ihrer, bestatigen sie die anmeldung
    bestatigen sie den login
    freigabe in der, offnen sie die * app, offnen sie ihre * app, warten auf bestatigung, warten auf freigabe
    push nachricht * gesendet, geben sie die anmeldung * frei, mitteilung gesendet
    aprueba, apruebe, abre la aplicacion, abra la aplicacion, esperando confirmacion, esperando aprobacion
    confirma en tu, hemos enviado una notificacion, approva, apri l app, in attesa di conferma
    in attesa di approvazione
    abbiamo inviato una notifica, conferma sul tuo, keur * goed, open de * app, wachten op bevestiging
    wachten op goedkeuring
    bevestig op je, bevestig in de, melding gestuurd
    """
)
APPROVAL_REFUSED = Vocabulary(
    """
    refus*, decline*, denied, rejected, not approved, non approuvee, abgelehnt, verweigert, nicht genehmigt
    rechazad*, denegad*, rifiutat*, negat*, geweigerd, afgewezen
    """
)
MAIL_WAIT = Vocabulary(
    """
    check your email, check your inbox, sent you a link, sent you an email with a link, click the link in
    magic link sent
    sign in link to, consultez votre boite, cliquez sur le lien, lien de connexion a ete envoye, lien envoye
    prufen sie ihr postfach, klicken sie auf den link, link gesendet, revisa tu correo, haz clic en el enlace
    controlla la tua email, controlla la tua posta, clicca sul link, controleer je e mail, klik op de link
    """
)
KEY_WAIT = Vocabulary(
    """
    insert your * key, touch your * key, use your security key, use your passkey, verify with your passkey
    your security key
    inserez votre cle, utilisez votre cle, touchez votre cle, sicherheitsschlussel ein*
    verwenden sie ihren sicherheitsschlussel
    verwenden sie ihren passkey, inserta tu llave, usa tu llave, inserisci la chiave, usa la tua chiave
    gebruik je beveiligingssleutel
    steek je beveiligingssleutel, use your usb key
    """
)
CHOOSE_CHANNEL = Vocabulary(
    """
    how would you like, how do you want, choose how, choose a method, choose a way, choose where
    choose an option
    choose a verification method, select a method, select how, select a verification, select where
    select an option
    pick a way, verification method, delivery method, where should we send, send a code, send code
    send me a code, send the code
    get a code, receive a code, receive your code, send verification code, request a code, get code
    request code
    choisissez, choisir, selectionnez, comment souhaitez vous, ou souhaitez vous, mode de reception
    recevoir un code
    recevoir le code, recevoir mon code, envoyer un code, envoyer le code, envoyez moi, m envoyer
    methode de verification
    wahlen sie, wahle, auswahlen, wie mochten sie, wohin, code senden, code anfordern, code zusenden
    methode wahlen
    elige, elija, selecciona, seleccione, como quieres, como desea, enviar codigo, enviar el codigo
    recibir codigo
    scegli, seleziona, come vuoi, invia codice, invia il codice, ricevi il codice, ricevi un codice
    kies, selecteer, hoe wil, stuur code, code versturen, code verzenden, ontvang een code, send push
    envoyer une notification
    """
)
TRUST = Vocabulary(
    """
    trust, trust this, trusted device, remember this, remember me, remember device, remember browser
    remember my, don t ask
    dont ask, do not ask, do not challenge, skip this, stay signed in, keep me signed in, don t require
    save this device
    this is my, private device, recognize this
    ne plus demander, ne pas demander, ne plus me demander, ne me demandez plus, faire confiance
    appareil de confiance
    se souvenir, memoriser, enregistrer cet appareil, rester connecte, cet appareil, ce navigateur
    appareil fiable
    vertrauen, vertrauenswurdig*, nicht mehr fragen, nicht erneut fragen, nicht mehr nach, gerat merken
    merken, dieses gerat
    angemeldet bleiben, diesem gerat, diesem browser, diesen browser
    confiar, dispositivo de confianza, no volver a preguntar, no preguntar, recordar, este dispositivo
    attendibile, considera attendibile, non chiedere piu, ricorda, questo dispositivo, autorizza questo
    vertrouw, vertrouwd, niet meer vragen, onthoud, dit apparaat
    """
)
RESEND = Vocabulary(
    """
    resend, re send, send again, send a new, send new, new code, get a new code, another code, request a new
    request another
    didn t receive, did not receive, didn t get, code not received, send it again
    renvoyer, envoyer a nouveau, renvoi, nouveau code, un autre code, pas recu, redemander
    erneut senden, neu senden, nochmal senden, erneut zusenden, neuen code, neuer code, nochmals senden
    nicht erhalten
    reenviar, volver a enviar, nuevo codigo, otro codigo, no he recibido, no recibiste
    invia di nuovo, reinvia, rinvia, nuovo codice, un altro codice, non hai ricevuto
    opnieuw verzenden, opnieuw sturen, opnieuw versturen, nieuwe code, niet ontvangen
    """
)
SWITCH = Vocabulary(
    """
    another way, other way, another method, other method, different method, other options, more options
    other ways, another option
    try another, choose another, use another method, use a different, alternative method, switch to, instead
    having trouble, can t use, don t have your phone, don t have access
    autre methode, autre moyen, autre facon, autrement, autres options, changer de methode
    essayer autrement, plutot
    autre mode, d une autre maniere, autre option, plus d options
    andere methode, anderer weg, andere option*, andere moglichkeit*, auf andere weise, stattdessen
    anderes verfahren
    weitere optionen, methode wechseln, methode andern
    otro metodo, otra forma, otra manera, otras opciones, de otra forma, en su lugar
    altro metodo, altro modo, altre opzioni, un altro modo, in alternativa, invece
    andere manier, andere methode, andere opties, in plaats daarvan, anders inloggen
    """
)
