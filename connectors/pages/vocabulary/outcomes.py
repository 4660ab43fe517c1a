"""The words of what can happen around signing in: errors, locks, maintenance, new passwords."""

from __future__ import annotations

from connectors.pages.vocabulary.folding import Vocabulary

WRONG_CREDENTIALS = Vocabulary(
    """
    incorrect, not correct, isn t correct, invalid, not valid, isn t valid, wrong, is not recognized
    not recognised, not recognized
    don t recognize, don t recognise, do not recognize, didn t recognize, do not match, does not match
    doesn t match
    don t match, didn t match, no match, couldn t find, could not find, can t find, cannot find, not found
    does not exist
    doesn t exist, no account, unknown user, unknown email, unknown username, unknown, unable to log
    unable to sign, could not sign, could not log
    couldn t log
    did not match, didn t match, not known, pas connu, pas connue, pas connus, no conocid*, non conosciut*
    niet bekend, bad username, bad login, bad password, bad value, bad user
    not registered
    enter a correct, enter the correct, check your login, check your credentials, check your username
    check your password
    et un mot de passe valides, inconnus, mots de passe valides, nicht bekannt, kein konto
    einen gultigen benutzernamen
    benutzernamen und ein passwort, usuario y clave correctos, usuario y contrasena correctos
    una password corretti
    juiste gebruikersnaam, correct username
    kein kundenkonto, kein benutzerkonto, kein * konto, kein * finden, nicht finden, kein account
    kein benutzer, aucun compte
    aucun utilisateur, pas de compte, ningun usuario, ninguna cuenta, nessun account, nessun utente
    geen account, geen gebruiker
    could not be verified, couldn t be verified, nicht verifiziert
    couldn t sign, login failed, log in failed, sign in failed, login was not successful
    authentication failed
    failed to log, failed to sign, bad credentials, login error, sign in error, login attempt failed
    unsuccessful, try again
    incorrecte, incorrects, incorrectes, invalide, invalides, non valide, errone, erronee, errones, erronees
    inconnu, inconnue
    pas reconnu, non reconnu, n avons pas reconnu, ne correspond*, n existe pas, echec, echoue, introuvable
    mauvais mot de passe
    mauvais identifiant, mauvais, pas valide, n est pas correct, ne sont pas corrects
    verifiez vos identifiants
    verifiez votre identifiant, reessayer, reessayez
    falsch, falsche, falsches, falscher, nicht korrekt, inkorrekt, ungultig, ungultige, ungultiger
    ungultiges, stimmen nicht
    stimmt nicht, passen nicht, nicht gefunden, unbekannt, unbekannter, fehlgeschlagen, nicht erkannt
    fehlerhaft
    nicht erfolgreich, nicht richtig, existiert nicht, konnten wir nicht, nicht moglich, nicht uberein
    incorrecto, incorrecta, incorrectos, incorrectas, erroneo, erronea, invalido, invalida, no valido
    no valida, no son validos
    no coincide, no coinciden, no existe, no reconocemos, no encontrado, no hemos encontrado, no es correcta
    no son correctos
    datos de acceso erroneos, no es valido, no es valida
    non corretto, non corretta, non corretti, non corrette, errato, errata, errati, errate, sbagliato
    sbagliata, non valido
    non valida, non valide, non validi, non riconosciuto, non riconosciuta, non corrispond*, non trovato
    non esiste, fallito
    fallita, non riuscito, scorretto, scorretta
    onjuist, onjuiste, incorrecte, ongeldig, ongeldige, verkeerd, verkeerde, klopt niet, kloppen niet
    komen niet overeen
    komt niet overeen, niet gevonden, onbekend, mislukt, niet herkend, niet correct, niet juist, bestaat niet
    invalidos, incorretos, nao encontrado, nao confere
    """
)
CLEARLY_WRONG = Vocabulary(
    """
    incorrect*, correct, invalid*, not valid, wrong, match, matches, credentials, not found, could not find
    couldn t find
    unknown user, unknown email, failed, not recognized, not recognised, no account
    errone*, valides, pas connu, pas connue, introuvable, inconnu*, aucun compte, echoue, echec
    falsch*, ungultig*, gultigen, inkorrekt, fehlerhaft*, korrekte, nicht korrekt, kein kundenkonto
    kein benutzerkonto
    kein * konto, nicht gefunden, fehlgeschlagen, unbekannt*, stimmen nicht
    correctos, correctas, correcta, no coincide*, no existe, ningun usuario, ninguna cuenta
    errat*, sbagliat*, corretti, non valid*, non trovato, nessun account, nessun utente, fallit*
    onjuist*, ongeldig*, verkeerd*, juiste, niet gevonden, mislukt, geen account
    """
)
WRONG_CODE_ONLY = Vocabulary(
    """
    expired, has expired, no longer valid, already used, already been used, expire, a expire, plus valable
    deja utilise
    abgelaufen, nicht mehr gultig, bereits verwendet, caducado, expirado, ya no es valido, scaduto, verlopen
    niet meer geldig
    """
)
ABOUT_SECRETS = Vocabulary(
    """
    password, credentials, username, user name, user id, email, e mail, login, log in, log you in, sign in
    sign you in, signing in
    account, details, information, user, access, authentication, combination, code, passcode, pin, number
    mot de passe, identifiant, identifiants, adresse, compte, connexion, utilisateur, authentification
    informations, saisie
    passwort, kennwort, benutzername, benutzer, anmeldung, anmeldedaten, zugangsdaten, login daten, konto
    eingaben, angaben
    kombination, logindaten, e mail adresse
    contrasena, usuario, correo, credenciales, cuenta, datos, clave, acceso, inicio de sesion
    nome utente, utente, credenziali, accesso, dati, mail, codice
    wachtwoord, gebruikersnaam, gegevens, inloggegevens, inloggen, combinatie, emailadres, e mailadres, senha
    """
)
NOT_AN_ERROR = Vocabulary(
    """
    required, mandatory, please enter, please fill, must enter, cannot be empty, can t be empty
    can t be blank, enter your, enter a
    session has expired, session expired, been logged out, been signed out, signed out, logged out
    please log in, please sign in
    login required, sign in to continue, caps lock
    obligatoire, requis, veuillez renseigner, veuillez saisir, champ requis, session a expire
    session expiree, ete deconnecte
    verrouillage majuscule, majuscules
    erforderlich, pflichtfeld, bitte geben sie, bitte eingeben, sitzung ist abgelaufen, sitzung abgelaufen
    abgemeldet, feststelltaste
    obligatorio, requerido, campo obligatorio, sesion ha caducado, sesion ha expirado, obbligatorio
    campo obbligatorio, sessione scaduta
    sessione e scaduta, verplicht, verplicht veld, sessie is verlopen, sessie verlopen
    """
)
BLOCKED = Vocabulary(
    """
    too many attempts, too many failed, too many login, too many sign in, too many requests
    too many incorrect, too many times
    too many tries, attempts exceeded, maximum number of attempts, account is locked, account locked
    account has been locked
    account is temporarily locked, temporarily locked, locked your account, locked for, locked out
    account has been blocked
    account is blocked, account blocked, account has been suspended, account suspended, account is suspended
    account is disabled
    account has been disabled, account disabled, account has been deactivated, account is inactive
    access denied, access blocked
    access has been blocked, access to this page has been denied, you have been blocked, you ve been blocked
    unusual traffic, suspicious activity, temporarily blocked, try again in, wait before trying, throttled
    trop de tentatives, trop d essais, trop de demandes, nombre maximum de tentatives, nombre de tentatives
    compte est bloque
    compte bloque, compte a ete bloque, compte est verrouille, compte verrouille, compte a ete verrouille
    compte est suspendu
    compte suspendu, compte a ete suspendu, compte desactive, compte est desactive, compte a ete desactive
    temporairement bloque
    temporairement verrouille, acces refuse, acces bloque, acces est bloque, acces suspendu
    activite suspecte, activite inhabituelle
    reessayez dans, reessayer dans
    zu viele versuche, zu viele fehlversuche, zu viele anmeldeversuche, zu viele fehlgeschlagene
    zu viele anfragen, konto gesperrt
    konto ist gesperrt, konto wurde gesperrt, konto wurde vorubergehend gesperrt
    konto ist vorubergehend gesperrt, zugang gesperrt
    zugang wurde gesperrt, zugang ist gesperrt, vorubergehend gesperrt, zugriff verweigert
    konto deaktiviert, konto wurde deaktiviert
    versuchen sie es in, verdachtige aktivitat
    demasiados intentos, demasiadas solicitudes, cuenta bloqueada, cuenta ha sido bloqueada
    cuenta esta bloqueada, acceso denegado
    cuenta suspendida, cuenta desactivada, bloqueado temporalmente, bloqueada temporalmente
    troppi tentativi, troppe richieste, account bloccato, account e bloccato, account e stato bloccato
    utenza bloccata
    accesso negato, account sospeso, temporaneamente bloccat*
    te veel pogingen, teveel pogingen, te vaak, account is geblokkeerd, account geblokkeerd
    toegang geweigerd, tijdelijk geblokkeerd
    account is vergrendeld, muitas tentativas
    """
)
MAINTENANCE = Vocabulary(
    """
    under maintenance, scheduled maintenance, down for maintenance, maintenance mode, site maintenance
    planned maintenance
    undergoing maintenance, temporarily unavailable, currently unavailable, service unavailable
    service is unavailable
    temporarily down, be right back, be back soon, back shortly, bad gateway, gateway timeout
    gateway time out, internal server error
    500 error, http error 503, error 503, experiencing technical, technical difficulties, out of service
    server error
    en maintenance, maintenance en cours, operation de maintenance, maintenance technique
    momentanement indisponible, temporairement indisponible
    actuellement indisponible, service indisponible, site indisponible, difficultes techniques
    erreur technique
    probleme technique, de retour bientot
    wartungsarbeiten, wartungsmodus, wird gewartet, derzeit nicht verfugbar
    momentan nicht verfugbar, vorubergehend nicht verfugbar
    zurzeit nicht verfugbar, nicht erreichbar, technische storung, technischer fehler, technische probleme
    gleich wieder da
    en mantenimiento, temporalmente no disponible, no disponible temporalmente
    servicio no disponible
    problemas tecnicos, in manutenzione, temporaneamente non disponibile
    servizio non disponibile, momentaneamente non
    problemi tecnici, onderhoud aan, in onderhoud, tijdelijk niet beschikbaar, technische storing
    em manutencao
    """
)
MAINTENANCE_HEADING = Vocabulary(
    """
    maintenance, unavailable, indisponible, wartung, mantenimiento, no disponible, manutenzione
    non disponibile, onderhoud
    niet beschikbaar, nicht verfugbar, nicht erreichbar
    """
)
CAPTCHA_NAME = Vocabulary("captcha, recaptcha, hcaptcha, turnstile")
CAPTCHA = Vocabulary(
    """
    i m not a robot, i am not a robot, not a robot, verify you are human
    verify that you are human
    verify you re human, you are human, are you human, are you a robot, checking your browser
    checking if the site
    security verification, prove you are human, press hold, press and hold, characters you see
    characters shown, letters you see
    characters in the image, text in the image, ddos protection, performing security verification
    pas un robot, etes humain, etes un humain, verification de securite en cours, un instant
    caracteres de l image
    caracteres affiches, recopiez, verifions que vous etes, code de l image
    kein roboter, ein mensch sind, zeichen im bild, bist kein roboter
    bild eingeben
    no soy un robot, eres humano, es humano, caracteres de la imagen
    non sono un robot, sei umano, che sei umano, caratteri dell immagine, geen robot
    bent een mens
    tekens in de afbeelding
    """
)
CAPTCHA_SOURCE = Vocabulary(
    """
    recaptcha, hcaptcha, captcha, turnstile, challenges cloudflare com, arkoselabs, funcaptcha, datadome
    geetest, friendlycaptcha
    friendly captcha, captcha delivery, perimeterx, px captcha, mtcaptcha, altcha
    """
)
NEW_PASSWORD = Vocabulary(
    """
    new password, change your password, change password, choose a new password, choose a password
    create a new password, create a password
    set a new password, set a password, set your password, update your password, update password
    reset your password, reset password
    password has expired, password expired, your password has, must change your password
    password change required, expired
    nouveau mot de passe, changer votre mot de passe, changer de mot de passe, changez votre mot de passe
    modifier votre mot de passe
    modifiez votre mot de passe, choisissez un mot de passe, choisissez votre mot de passe
    creer un mot de passe, creez un mot de passe
    creez votre mot de passe, definissez, definir un mot de passe, mot de passe a expire
    mot de passe expire, reinitialiser votre mot de passe
    renouveler votre mot de passe, reinitialisation
    neues passwort, passwort andern, passwort festlegen, passwort erstellen, passwort wahlen
    kennwort andern, neues kennwort
    passwort ist abgelaufen, passwort abgelaufen, passwort zurucksetzen, vergeben sie ein neues
    passwort vergeben, kennwort ist abgelaufen
    nueva contrasena, cambiar contrasena, cambia tu contrasena, cambiar la contrasena, crear contrasena
    contrasena ha caducado
    restablecer contrasena, nuova password, cambia password, cambia la password, modifica password
    password scaduta, password e scaduta
    imposta password, imposta una nuova, reimposta, nieuw wachtwoord, wachtwoord wijzigen
    wachtwoord is verlopen, wijzig je wachtwoord, kies een wachtwoord
    """
)
GREETING = Vocabulary(
    """
    hello, hi, welcome, welcome back, bonjour, bienvenue, bonsoir, hallo, guten tag, willkommen
    herzlich willkommen
    hola, bienvenido, bienvenida, ciao, benvenuto, benvenuta, salve, welkom, ola, signed in as, logged in as
    connecte en tant que, connecte, angemeldet als, eingeloggt als, conectado como, connesso come
    ingelogd als
    """
)
