"""What the IT department is asked for, in Finnish."""

from __future__ import annotations

from invite.language.texts import RequestTexts

_SUBJECT = "Kutsujen lähettäminen osoitteesta {mailbox}: mitä tarvitsemme tietohallinnolta"

_OPENING = """\
Hei,

lähetämme kutsun tilaisuuteen ”{title}” noin {people} henkilölle. Jokainen saa
oman kirjeensä osoitteesta {mailbox}, enintään 30 kirjettä minuutissa. Kirjeet \
lähettää omalla työasemallani toimiva ohjelma
(invite, Python, avoin lähdekoodi). Se kirjautuu minuna ({account}) organisaation tavallisella
kirjautumisella ja sen kaikilla säännöillä. Se ei tallenna salasanaa eikä tarvitse
asiakassalaisuutta (client secret).

Pyydämme seuraavat asiat, kaikki yhdellä kertaa:
"""

_GRAPH = """\
1. Sovelluksen rekisteröinti (Entra admin center > App registrations > New registration)
   - Supported account types: vain tämä organisaatio (single tenant)
   - Alusta: ”Mobile and desktop applications” ja molemmat uudelleenohjausosoitteet:
       http://localhost
       ms-appx-web://microsoft.aad.brokerplugin/{client_id}
     (ensimmäinen selainta, toinen Windowsin omaa kirjautumista varten; {client_id_words})
   - Ei asiakassalaisuutta, ei varmennetta, ei sovellusoikeuksia (application permissions)
   - ”Allow public client flows”: Yes, jos kirjautumisen toisella laitteella koodin avulla halutaan
     toimivan, muuten No
   - Halutessanne: Enterprise applications > Properties > Assignment required: Yes, ja käyttäjäksi
     {account}

2. Microsoft Graphin delegoidut oikeudet (delegated permissions) ja järjestelmänvalvojan suostumus:
   - {send}: lähettäminen. Ilman sitä tällä tavalla ei voi lähettää mitään.
   - {read_write}: kirje laitetaan ensin luonnoksiin, lähetetään sieltä ja nähdään lähetetyissä;
     samalla luetaan saman postilaatikon palautuneet viestit. Ilman sitä: yhteyden katketessa
     jonkun on katsottava lähetetyt viestit käsin, jottei kukaan saa kahta kirjettä; kirjeitä ei
     voi laittaa luonnoksiin Outlookissa katsottaviksi; palautuneet viestit on tallennettava käsin.
   Suostumuslinkki järjestelmänvalvojalle:
       https://login.microsoftonline.com/{tenant}/adminconsent?client_id={client_id}
"""

_SHARED = """\
3. {mailbox} on jaettu postilaatikko. Käyttäjälle {account} tarvitaan siihen oikeudet ”Full Access”
   ja ”Send As”:
       Add-MailboxPermission {mailbox} -User {account} -AccessRights FullAccess
       Add-RecipientPermission {mailbox} -Trustee {account} -AccessRights SendAs
   Ilman Send As -oikeutta ei voi lähettää mitään, eikä ilman Full Access -oikeuttakaan, sillä
   kirjeet ovat postilaatikon {mailbox} luonnoksissa ja lähetetyissä.
"""

_TELL = """\
Ilmoittaisitteko minulle rekisteröinnin kaksi tunnusta:
   - Directory (tenant) ID
   - Application (client) ID

Miksi tämä on turvallista: oikeudet ovat delegoituja, joten ohjelma ei voi tehdä postilaatikossa
mitään, mitä en itse voisi tehdä, eikä mitään silloin, kun en ole kirjautunut. Se on yhteydessä vain
palvelimiin login.microsoftonline.com ja graph.microsoft.com, varmennetulla TLS-yhteydellä.
Kirjautuminen säilyy työaseman omassa salaisuuksien säilössä. Voitte perua sen milloin tahansa
kohdassa Enterprise applications.

Jos tämä ei ole mahdollista: myös sähköpostipalvelin, joka ottaa osoitteen {mailbox} kirjeet vastaan
ilman kirjautumista työasemani osoitteen ({computer}) perusteella STARTTLS-yhteydellä, riittää.
Ilmoittaisitteko silloin sen nimen ja portin.
"""

_RELAY = """\
Sähköpostipalvelin (relay), joka ottaa osoitteen {mailbox} kirjeet muihin organisaatioihin vastaan
ilman kirjautumista työasemani osoitteen perusteella: {computer}
   - STARTTLS, portti 587 tai 25, ja palvelimen nimelle myönnetty varmenne
   - kirjeitä noin {people}, enintään 30 minuutissa
   - osoitteen {mailbox} verkkotunnuksen on sallittava tämän palvelimen lähettää (SPF, DKIM)
Ilman sitä kirjeet on lähetettävä Outlookista yksitellen.

Ilmoittaisitteko palvelimen nimen ja portin.
"""

_CLOSING = """\
Kiitos avusta!

{name}
{address}
"""
_ITS_ID = "CLIENT_ID-kohtaan sovelluksen oma client ID, kun se on luotu"
_ID_IS_KNOWN = "viimeinen osa on sovelluksen client ID"
_SOME = "300–500"  # people, where the sheets have not been read yet

REQUEST = RequestTexts(
    subject=_SUBJECT,
    opening=_OPENING,
    graph=_GRAPH,
    shared=_SHARED,
    tell=_TELL,
    relay=_RELAY,
    closing=_CLOSING,
    some=_SOME,
    id_is_known=_ID_IS_KNOWN,
    its_id=_ITS_ID,
)
