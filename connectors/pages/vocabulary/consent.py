"""The words of cookie banners and of terms to accept (en, fr, de, es, it, nl, pt)."""

from __future__ import annotations

from connectors.pages.vocabulary.folding import Vocabulary

TERMS = Vocabulary(
    """
    terms of use, terms of service, terms and conditions, terms conditions, general terms, updated terms
    new terms, our terms
    user agreement, license agreement, privacy policy, privacy notice, updated our, end user
    conditions generales, conditions d utilisation, conditions de service, cgu, cgv, nouvelles conditions
    charte
    politique de confidentialite, mentions legales
    nutzungsbedingungen, agb, allgemeine geschaftsbedingungen, geschaftsbedingungen, datenschutzbestimmungen
    datenschutzerklarung
    terminos y condiciones, condiciones de uso, condiciones generales, terminos de uso, terminos de servicio
    termini e condizioni, condizioni generali, condizioni d uso, condizioni di utilizzo, termini di servizio
    algemene voorwaarden, gebruiksvoorwaarden, voorwaarden, privacybeleid
    """
)
ACCEPT = Vocabulary(
    """
    accept, accept all, i accept, accept and continue, agree, i agree, agree and continue, allow, allow all
    allow cookies, got it
    ok, okay, yes, i understand, understood, accept cookies, enable all, consent, yes i agree
    accepter, tout accepter, j accepte, accepter et continuer, accepter et fermer, accepter tout
    j ai compris, compris, autoriser
    tout autoriser, d accord, accepter les cookies, accepter tous les cookies, oui j accepte
    akzeptieren, alle akzeptieren, ich akzeptiere, zustimmen, ich stimme zu, einverstanden, annehmen
    verstanden, erlauben, alle erlauben
    alle cookies akzeptieren, zulassen, alle zulassen, alles akzeptieren, allem zustimmen
    akzeptieren und weiter
    aceptar, aceptar todo, acepto, aceptar todas, aceptar cookies, permitir, entendido, de acuerdo
    estoy de acuerdo
    accetta, accetto, accetta tutto, accetta tutti, accettare, consenti, consenti tutti, ho capito
    acconsento, accetta e continua
    accepteren, alles accepteren, akkoord, ik ga akkoord, accepteer, toestaan, alles toestaan, begrepen
    accepteer alles, aceitar, aceito
    """
)
REFUSE = Vocabulary(
    """
    reject, reject all, decline, decline all, refuse, deny, deny all, disagree, continue without accepting
    continue without agreeing
    only necessary, necessary only, essential only, only essential, only required, required only
    necessary cookies only
    use necessary cookies, essential cookies only, only essential cookies, no thanks, reject cookies
    reject non essential, opt out
    reject optional cookies, reject additional cookies, strictly necessary, allow necessary
    accept necessary, accept only necessary
    accept essential, do not accept, disallow
    refuser, tout refuser, refuser tout, je refuse, continuer sans accepter, continuer sans consentir
    refuser et continuer, sans accepter
    refuser tous les cookies, uniquement les cookies necessaires, cookies necessaires uniquement
    cookies essentiels uniquement, necessaires uniquement
    refuser les cookies, non merci, interdire tous, tout interdire, strictement necessaires
    uniquement necessaires
    ablehnen, alle ablehnen, alles ablehnen, nur notwendige, nur erforderliche, nur essenzielle
    nur technisch notwendige, ohne zustimmung
    nur notwendige cookies, nur erforderliche cookies, ohne einwilligung fortfahren, weiter ohne zustimmung
    optionale ablehnen
    weiter ohne zu akzeptieren, nur technisch, verweigern, ich lehne ab, nur notwendige akzeptieren
    rechazar, rechazar todo, rechazar todas, solo necesarias, solo las necesarias, continuar sin aceptar
    denegar, no acepto, solo esenciales
    rifiuta, rifiuta tutto, rifiuta tutti, continua senza accettare, solo necessari, solo i necessari, nega
    non accetto, solo essenziali, solo tecnici
    weigeren, alles weigeren, afwijzen, alles afwijzen, alleen noodzakelijke, alleen noodzakelijk
    doorgaan zonder, niet akkoord
    alleen functionele, alleen essentiele, nee bedankt, rejeitar, recusar
    """
)
COOKIES = Vocabulary(
    """
    cookie, cookies, traceurs, trackers, consent, consentement, einwilligung, consentimiento, consenso
    toestemming, tracking technologies
    personal data, vie privee, donnees personnelles, privatsphare, privacidad, privacy, partners
    partenaires, partner, gdpr, rgpd, dsgvo
    """
)
COOKIE_WORD = Vocabulary("cookie, cookies, traceurs, trackers, tracking technologies")
COOKIE_IDENTIFIER = Vocabulary(
    """
    cookie, cookies, cookieconsent, cookiebanner, cookie banner, cookiebar, cookie bar, cookie notice
    cookienotice, cookie law, consent
    consents, gdpr, rgpd, dsgvo, onetrust, didomi, cmp, cmpbox, tarteaucitron, tarteaucitronroot, axeptio
    usercentrics, uc banner, cookiebot
    cybotcookiebotdialog, trustarc, truste, quantcast, qc cmp2, sp message, borlabs, klaro, iubenda, osano
    termly, privacy banner
    cookieyes, cky, complianz, cmplz, cc window, cc banner, cookie policy, privacy manager, consent manager
    fc consent root
    """
)
CLOSE = Vocabulary(
    """
    close, dismiss, fermer, schliessen, cerrar, chiudi, sluiten, fechar, x, ok
    """
)
