"""The words of sign-in forms and of the forms that look like them (en, fr, de, es, it, nl, pt)."""

from __future__ import annotations

from connectors.pages.vocabulary.folding import Vocabulary

SIGN_IN = Vocabulary(
    """
    sign in, signin, log in, login, log on, logon, log me in, sign me in, sign on, signon, log into, sign into
    connexion, se connecter, connectez vous, me connecter, me connecte, m identifie, connecter, s identifier
    identifiez vous
    m identifier
    identification, s authentifier, authentifiez vous, authentification, authentication
    anmelden, anmeldung, einloggen, log dich ein, jetzt einloggen, melden sie sich an, melde dich an
    conectarse, conectate, iniciar sesion, inicia sesion, inicie sesion, inicio de sesion, entrar, acceder
    accede, identificate
    identifiquese, identificarse, ingresar, ingresa
    accedi, accesso, entra, effettua il login, autenticazione
    inloggen, log in, aanmelden, meld u aan, meld je aan
    prihlasit, prihlasit se, prihlasit sa, oturum ac, giris yap, bejelentkezes, logare, prijavi se
    iniciar sessio, kirjaudu
    войти, увійти, вход, σύνδεση, είσοδος, ログイン, 登录, 登入, 로그인
    iniciar sessao, inicie sessao, fazer login, zaloguj sie, logga in, log ind, logg inn
    """
)
RETURNING = Vocabulary(
    """
    returning customer*, existing customer*, registered customer*, existing user*, returning user*
    already registered
    already a customer, already a member, already have an account, existing account*, registered user*
    members
    deja client, deja inscrit, deja membre, deja un compte, vous avez deja un compte
    bereits kunde, bereits registriert, bestandskunde*, registrierte kunden, schon kunde
    ya soy cliente, ya eres cliente, clientes registrados, ya tienes cuenta
    gia registrato, sei gia cliente, clienti registrati
    bestaande klant*, al klant, geregistreerde klanten
    """
)
SIGN_UP = Vocabulary(
    """
    sign up, signup, sign me up, register, registration, registering, create account, create an account
    create your account, create my account, create new account, create a new account, create * account, join
    join now, join free, join us, enroll, enrollment, enrolment, enrol, new account, new customer*
    new user*, open account
    open an account, get started, start free trial, become a member, i am new, i m new, dont have an account
    inscription, s inscrire, inscrivez vous, m inscrire, creer un compte, creer mon compte, creer votre compte
    creez votre compte, creation de compte, nouveau client, nouvelle inscription, pas encore client
    ouvrir un compte
    registrieren, registrierung, konto erstellen, konto anlegen, konto eroffnen, neukunde*, neues konto
    kundenkonto anlegen, benutzerkonto erstellen, account erstellen, neu hier
    registrarse, registrate, registrese, registro, crear cuenta, crear una cuenta, crea tu cuenta
    crea una cuenta
    nuevo cliente, darse de alta
    registrati, registrazione, registrarsi, crea account, crea un account, crea il tuo account, iscriviti
    nuovo cliente
    registreren, registreer, account aanmaken, account maken, maak een account, nieuwe klant, inschrijven
    criar conta, cadastre se, cadastrar, registar
    """
)
SIGN_UP_IDENTIFIER = Vocabulary(
    """
    signup, sign up, register, registration, registrationform, registerform, createaccount, create account
    create
    create user, reg, join, enroll, enrollment, newuser, new user, newcustomer, new customer, newaccount
    new account
    subscribe, inscription, registrierung, registrieren, registro, registrazione, registreren
    """
)
SIGN_IN_IDENTIFIER = Vocabulary(
    """
    login, log in, logon, signin, sign in, signon, sign on, loginform, login form, signinform, auth
    authenticate
    authentication, authorize, session, sessions, connexion, identification, anmelden, anmeldung, einloggen
    acceso
    accedi, accesso, inloggen, aanmelden, returning, returningcustomer, existing, existingcustomer
    """
)
FORGOT = Vocabulary(
    """
    forgot, forgot*, forgotten, lost your password, lost password, reset password, reset your password
    recover
    recover password, recover your password, reset my password, password help, can t access, cant access
    trouble
    problems signing in, need help, password reminder, send password, remind*, new password, reset it
    mot de passe oublie, identifiant oublie, oublie, oubliee, perdu, probleme de connexion, reinitialiser*
    passwort vergessen, kennwort vergessen, vergessen, zugangsdaten vergessen, passwort zurucksetzen
    olvide, olvidado, olvido su, perdida, perdido, olvidaste, olvido, has olvidado, recuperar, restablecer
    no recuerdo
    dimenticat*, hai dimenticato, recupera, reimposta
    kwijt, vergeten, wachtwoord vergeten, wachtwoord herstellen, esqueceu, esqueci
    """
)
REMEMBER = Vocabulary(
    """
    remember, remember*, keep me, stay signed in, stay logged in, keep me signed in, keep me logged in
    persistent
    persist login, auto login, autologin, save my, remember me, rememberme, keep logged in, keep signed in
    se souvenir, souvenir, rester connecte, restez connecte, memoriser, garder ma session
    connexion automatique
    angemeldet bleiben, eingeloggt bleiben, merken, daten speichern, recordar, recordarme, recuerdame
    mantener
    no cerrar sesion, ricordami, ricorda, resta collegato, mantieni, onthoud*, ingelogd blijven
    aangemeld blijven
    """
)
USERNAME = Vocabulary(
    """
    user, username, user name, userid, user id, usr, uname, login, loginid, login id, login name, loginname
    logonid
    email, e mail, mail, emailaddress, mail address, account name, member id, memberid, membership number
    account id
    customer id, customer number, customerid, card number or, screen name, nickname, handle, phone or
    mobile or
    identifiant, nom d utilisateur, utilisateur, courriel, adresse electronique, adresse mail, numero client
    numero de client, n client, code client, reference client, numero d abonne, numero de contrat, pseudo
    compte
    benutzer, benutzername, benutzerkennung, nutzername, kennung, anmeldename, kundennummer, kunden nr
    zugangsnummer
    vertragsnummer, mitgliedsnummer, usuario, nombre de usuario, correo, correo electronico, identificador
    numero de cliente, documento, dni, nif, utente, nome utente, codice cliente, codice fiscale
    posta elettronica
    codice utente, gebruiker, gebruikersnaam, gebruikerscode, klantnummer, klantcode, inlognaam, utilizador
    session key
    """
)
CUSTOMER_NUMBER = Vocabulary(
    """
    customer id, customer number, customer no, client number, client id, account number, account no
    company id
    company code, organisation, organization, tenant, workspace, subdomain, site id, contract number
    member number
    numero client, numero de client, n client, code client, reference client, numero de contrat
    numero d abonne
    code entreprise, code societe, kundennummer, kunden nr, mandant, firmennummer, vertragsnummer
    numero de cliente
    codigo de cliente, codice cliente, numero cliente, codice azienda, klantnummer, klantcode, bedrijfscode
    """
)
PASSWORD = Vocabulary(
    """
    password, passwd, pass, pwd, passphrase, passcode, pin, mot de passe, mdp, code secret
    code confidentiel, code d acces
    passwort, kennwort, contrasena, clave, palabra clave, parola, password, wachtwoord, senha, palavra passe
    """
)
NEW_SECRET = Vocabulary(
    """
    new, newpassword, new password, newpass, newpwd, create, choose, create password, create a password
    set password
    regpassword, reg, registration, register, signup, at least, minimum, min, or more characters
    characters or more
    nouveau, nouveau mot de passe, choisissez, choisir, creez, au moins, caracteres minimum, caracteres
    neu, neues, neues passwort, neues kennwort, wahlen, mindestens, zeichen
    nueva, nuevo, nueva contrasena, crea, al menos, caracteres, nuova, nuovo, nuova password, scegli, almeno
    caratteri
    nieuw, nieuwe, nieuw wachtwoord, kies, minimaal, tekens, nova
    """
)
NEW_SECRET_IDENTIFIER = Vocabulary(
    """
    new, newpassword, new password, newpass, newpwd, create password, set password, choose password
    regpassword, reg
    registration, register, signup, sign up, nouveau, neu, neues, nueva, nuevo, nuova, nieuw
    """
)
CONFIRM_SECRET = Vocabulary(
    """
    confirm, confirmation, confirmed, confirmpassword, passwordconfirm, passwordconfirmation, repeat, retype
    re type
    reenter, re enter, verify, verification, again, password2, password 2, passwordcheck, check, second
    repassword
    password repeat, passwd2, pass2, pwd2
    confirmer, confirmez, confirmation, repeter, repetez, ressaisir, retaper, retapez, saisir a nouveau
    wiederholen, wiederholung, bestatigen, bestatigung, erneut eingeben, nochmals
    confirmar, confirma, repetir, repite, repita, conferma, confermare, ripeti, ripetere
    bevestig, bevestigen, herhaal, herhalen
    """
)
OTHER_SECRET = Vocabulary(
    """
    ssn, social security, cvv, cvc, cvv2, csc, card security, security number, card number, credit card
    account number
    captcha, tax id, routing, iban, answer, security answer, reponse secrete, date of birth, mothers maiden
    """
)
NOT_USERNAME = Vocabulary(
    """
    search, keyword, keywords, query, q, captcha, coupon, promo, promotion, voucher, gift, discount
    referral, invite
    first name, firstname, fname, last name, lastname, lname, full name, fullname, middle, surname, given name
    forename, your name, display name, customer name, zip, zipcode, zip code, postal, postcode, post code
    city, town, street
    address1, address2, address 1, address 2, addr, addrline, birth, birthday, birthdate, dob, age, company
    state
    province, country, fax, quantity, qty, order number, order no, tracking, subject, message, comment
    website, url
    suggestion, ssn, social security, card number, expiry, amount, newsletter, subscribe, security question
    answer
    origin, destination, security code, verification code
    recherche, rechercher, prenom, nom de famille, votre nom, code postal, ville, rue, naissance, societe
    adresse postale
    suche, suchen, suchbegriff, vorname, nachname, plz, postleitzahl, ort, strasse, hausnummer, geburtsdatum
    firma, gutschein
    buscar, busqueda, nombre completo, apellido, apellidos, codigo postal, ciudad, calle, nacimiento, empresa
    cerca, ricerca, nome e cognome, cognome, cap, citta, indirizzo, nascita, azienda
    zoeken, zoek, voornaam, achternaam, postcode, woonplaats, straat, geboortedatum, bedrijf
    """
)
PERSONAL = Vocabulary(
    """
    first name, firstname, fname, last name, lastname, lname, full name, fullname, surname, given name
    family name
    your name, customer name, middle name, zip, zipcode, zip code, postal code, postcode, postal, city, town
    street
    address line, address1, address2, address 1, address 2, street address, birth, birthday, birthdate, dob
    gender
    phone number, telephone, phone, mobile, company, company name, country, state, province, title
    display name
    prenom, nom, civilite, code postal, ville, adresse, telephone, naissance, societe, pays, nom de famille
    vorname, nachname, anrede, plz, postleitzahl, ort, strasse, geburtsdatum, telefon, firma, land
    nombre, apellido, apellidos, codigo postal, ciudad, direccion, telefono, nacimiento, empresa, pais
    nome, cognome, cap, citta, indirizzo, telefono, nascita, azienda, paese
    voornaam, achternaam, aanhef, postcode, woonplaats, straat, telefoon, geboortedatum, bedrijf
    """
)
CONSENT = Vocabulary(
    """
    i agree, agree to, accept the, accept terms, i accept, terms, terms of use, terms of service, conditions
    privacy policy
    newsletter, offers, promotions, promotional, subscribe, email list, email updates, marketing
    keep me updated
    i have read, opt in, optin
    j accepte, j ai lu, conditions generales, politique de confidentialite, recevoir, offres
    lettre d information
    ich akzeptiere, ich stimme, agb, datenschutz, angebote, acepto, terminos, condiciones, ofertas, privacidad
    accetto, termini, condizioni, offerte, ik ga akkoord, voorwaarden, aanbiedingen, nieuwsbrief
    """
)
