"""The words on buttons and links around sign-in forms (en, fr, de, es, it, nl, pt)."""

from __future__ import annotations

from connectors.pages.vocabulary.folding import Vocabulary

ONWARD = Vocabulary(
    """
    next, continue, submit, go, enter, ok, proceed, send, confirm, done, validate
    suivant, continuer, poursuivre, valider, envoyer, soumettre, entrer, confirmer, je valide, je continue
    weiter, fortfahren, absenden, senden, bestatigen, fortsetzen, los
    siguiente, continuar, enviar, aceptar, confirmar, validar, avanti, continua, prosegui, invia, procedi
    conferma
    volgende, doorgaan, verder, verzenden, verstuur, bevestigen, seguinte, prosseguir
    """
)
PROVIDER = Vocabulary(
    """
    google, facebook, apple, twitter, linkedin, microsoft, amazon, paypal, github, gitlab, yahoo
    franceconnect
    france connect, office 365, slack, okta, windows live, live id, openid, open id, sso, saml
    single sign on, steam, vk
    x com, login with amazon, itsme, digid, eherkenning, spid, cie, wechat, line, kakao, twitch, discord
    instagram, meta
    klarna, shop pay, netid, verimi, yes com, bundid, elster
    """
)
PASSWORDLESS = Vocabulary(
    """
    passkey, pass key, security key, magic link, link to sign in, sign in link, login link, email me
    email a link
    one time code, one time password, single use code, qr code, qr, face id, touch id, fingerprint
    biometric*, webauthn
    cle d acces, cle de securite, lien de connexion, recevoir un lien, code unique, sans mot de passe
    without password
    without a password, passwordless, empreinte
    sicherheitsschlussel, anmeldelink, einmalcode, ohne passwort, llave de acceso, clave de acceso, enlace
    sin contrasena
    chiave di accesso, senza password, toegangssleutel, zonder wachtwoord, guest, as a guest, smartcard
    certificate
    certificat, zertifikat
    """
)
TOGGLE = Vocabulary(
    """
    show, hide, reveal, toggle, show password, hide password, view password, see password, unmask
    afficher, masquer, voir, montrer, cacher, anzeigen, verbergen, ausblenden, einblenden, mostrar, ocultar
    ver
    mostra, nascondi, visualizza, tonen, toon, verbergen, weergeven, clear, clear field, help with
    what s this, whats this
    """
)
AWAY = Vocabulary(
    """
    cancel, back, close, reset, clear, change, edit, not you, return, dismiss, help, menu, guest
    checkout as guest
    switch account, use another account, use a different account, previous, skip, later, demo, print, remove
    delete
    annuler, retour, fermer, effacer, modifier, changer, precedent, plus tard, aide, supprimer
    abbrechen, zuruck, schliessen, zurucksetzen, andern, spater, hilfe, gast
    cancelar, volver, cerrar, borrar, cambiar, atras, annulla, indietro, chiudi, cancella, cambia
    annuleren, terug, sluiten, wissen, wijzigen
    """
)
SEARCH = Vocabulary(
    """
    search, find, search*, recherche, rechercher, chercher, suche, suchen, buscar, cerca, ricerca, trova
    zoek, zoeken
    pesquisar
    """
)
OTHER_PURPOSE = Vocabulary(
    """
    newsletter, subscribe, subscribe now, unsubscribe, notify me, add to cart, add to bag, buy, buy now, pay
    pay now, place order
    place my order, checkout, check out, apply, donate, track, track order, check status, order status
    call me, call back
    callback, download, upload, vote, comment, post, contact, get quote, request, find order, chat
    send message, estimate
    view order, lookup, look up
    s abonner, abonnez vous, je m abonne, ajouter au panier, acheter, payer, commander, suivre, appliquer
    telecharger
    abonnieren, in den warenkorb, kaufen, bezahlen, bestellen, zur kasse, anwenden, einlosen
    suscribirse, suscribete, anadir al carrito, comprar, pagar, aplicar, descargar
    aggiungi al carrello, acquista, paga, applica, scarica, abonneren, in winkelwagen, kopen, betalen
    bestellen, toepassen
    """
)
NEWSLETTER = Vocabulary(
    """
    newsletter, newsletters, subscribe, mailing list, email updates, sign up for, off your first
    special offers
    lettre d information, infolettre, abonnez vous, inscrivez vous a, abonnieren, boletin, suscribete
    iscriviti alla
    nieuwsbrief, get the latest, latest news, stay in the know, stay in the loop, exclusive offers
    """
)
LOG_OUT = Vocabulary(
    """
    log out, logout, log off, logoff, sign out, signout, sign off, signoff
    deconnexion, se deconnecter, deconnecter, me deconnecter, deconnectez vous, fermer la session
    fermer ma session
    quitter la session, abmelden, abmeldung, ausloggen, logout, cerrar sesion, cierra sesion, desconectar
    desconectarse
    salir, esci, disconnetti, disconnettiti, logout, uitloggen, afmelden, log uit, terminar sessao, sair
    encerrar sessao, wyloguj, wyloguj sie, logga ut, log ud, logg ut
    """
)
LOG_OUT_ADDRESS = Vocabulary(
    """
    logout, log out, logoff, log off, signout, sign out, signoff, deconnexion, deconnecter, se deconnecter
    abmelden, ausloggen
    cerrar sesion, desconectar, uitloggen, afmelden, logoutuser, end session, endsession, disconnect
    """
)
ACCOUNT = Vocabulary(
    """
    my account, your account, account, customer area, client area, customer portal, client portal
    members area
    my profile, mon compte, votre compte, espace client, mon espace, espace personnel, espace abonne
    espace pro, compte client
    mein konto, kundenkonto, mein bereich, kundenbereich, kundenportal, kundencenter, mein account
    mi cuenta, area de clientes, area de cliente, area clientes, area privada, il mio account, area clienti
    area riservata
    mio account, area personale, mijn account, klantenzone, mijn omgeving, mijn gegevens, a minha conta
    """
)
ACCOUNT_PLACES = Vocabulary(
    """
    orders, my orders, order history, invoices, billing, my profile, profile, settings, account settings
    subscriptions
    payment methods, addresses, my details, dashboard, notifications, documents, my documents, contracts
    usage, statements
    commandes, mes commandes, factures, mes factures, mon profil, profil, parametres, mes documents
    contrats, mes contrats
    consommation, tableau de bord, mes informations, mes abonnements
    bestellungen, meine bestellungen, rechnungen, profil, einstellungen, meine daten, vertrage, dokumente
    ubersicht
    pedidos, mis pedidos, facturas, perfil, ajustes, contratos, mis datos, ordini, i miei ordini, fatture
    profilo
    impostazioni, contratti, i miei dati, bestellingen, mijn bestellingen, facturen, profiel, instellingen
    contracten
    """
)
