"""What reports and replies to paste say in Finnish."""

from __future__ import annotations

from invite.language.texts import ReplyTexts, ReportTexts

REPORTS = ReportTexts(
    states={
        "sent": "lähetetty",
        "sent-by-hand": "lähetetty käsin",
        "written": "valmiina luonnoksena",
        "ready": "lähettämättä",
        "waiting": "odottaa uutta yritystä",
        "unclear": "epäselvä: on voinut lähteä",
        "failed": "ei mennyt perille",
        "skipped": "ei lähetetä toistaiseksi",
    },
    reasons={
        "no-address": "osoite puuttuu",
        "question": "avoin kysymys: kuka tämä on?",
        "answer": "avoin kysymys: onko tulossa?",
        "held": "odottaa: jotakin ei ymmärretty varmasti",
        "do-not-invite": "ei kutsuta",
        "gone": "ei ole enää missään taulukossa",
        "stopped": "on pyytänyt, ettei viestejä lähetetä",
        "invitation-first": "saa ensin kutsun",
        "too-early": "lähetyspäivä ei ole vielä tullut",
        "too-late": "viimeinen lähetyspäivä on ohi",
        "registered": "on ilmoittautunut",
        "declined": "ei osallistu",
        "draft-gone": "luonnos ei ole enää paikallaan: lähtikö se?",
        "draft-edited": "luonnosta on muokattu",
        "draft-unseen": "luonnosta ei voitu katsoa: lähtikö se?",
    },
    to_do={
        "unclear": "Kysy, tuliko kutsu perille, tai katso lähetettyjen viestien kansiosta.",
        "failed": "Selvitä toimiva osoite ja lähetä uudelleen.",
        "waiting": "Jatka lähettämistä.",
        "no-address": "Selvitä osoite.",
        "question": "Vastaa kysymykseen.",
        "answer": "Kerro, onko tulossa.",
        "held": "Katso läpi ja päätä.",
        "draft-gone": "Kerro, lähetitkö sen itse.",
        "draft-unseen": "Kerro, lähetitkö sen itse.",
    },
    answers={
        "registered": "ilmoittautunut",
        "declined": "ei osallistu",
        "no_answer": "ei vastausta",
        "attended": "osallistui",
        "unclear": "vastaus on epäselvä",
    },
    kinds={
        "planning-group": "suunnitteluryhmä",
        "lab-team": "Lab-kehittäjätiimi",
        "project-lead": "rahoitushanke",
    },
    mailings={
        "kutsu": "kutsu",
        "muistutus": "muistutus",
        "ohjelma": "ohjelma",
        "muutos": "muutos",
        "peruutus": "peruutus",
        "kiitos": "kiitos",
    },
    headings={
        "status": "Kutsujen tilanne",
        "made": "Tilanne {at}",
        "reached_of": "Tavoitettu {reached}/{people}",
        "people": "Henkilöt",
        "totals": "Yhteensä",
        "to_do": "Tehtävää",
        "nothing_to_do": "Mikään ei odota ratkaisua.",
        "all": "Kaikki",
        "reached": "Tavoitettu",
        "role": "Rooli",
        "region": "Maakunta",
        "group": "Ryhmä",
        "none": "(muut)",
        "several": "Se, jolla on ollut useita rooleja, on laskettu mukaan jokaiseen.",
        "unread": "Lukematta jäi: {names}. Vain siellä olevat ihmiset puuttuvat näistä luvuista.",
        "name": "Nimi",
        "first_name": "Etunimi",
        "last_name": "Sukunimi",
        "address": "Sähköposti",
        "addresses": "Muut osoitteet",
        "organisation": "Organisaatio",
        "language": "Kieli",
        "rows": "Rivit",
        "notes": "Huomattavaa",
        "mailing": "Viesti",
        "state": "Tila",
        "when": "Aika",
        "coming": "Ketkä ovat tulossa",
        "answer": "Vastaus",
        "where": "Missä taulukossa",
        "why": "Syy",
        "what": "Mitä tehdä",
        "command": "Komento",
        "count": "Määrä",
    },
    own={
        "title": "Tiedot, jotka sinusta on tallennettu",
        "intro": (
            "Tällä sivulla ovat kaikki tiedot, jotka tilaisuuden ”{event}” kutsuja varten on "
            "sinusta tallennettu. Tilanne {at}."
        ),
        "ask": "Jos jokin on väärin tai haluat tietosi poistettavan, ota yhteyttä:",
        "privacy": "Näin tietoja käsitellään:",
        "yours": "Sinun tietosi",
        "phone": "Puhelin",
        "sources": "Mistä tiedot ovat",
        "more": "Muut tiedot taulukossa",
        "letters": "Sinulle kirjoitetut kirjeet",
        "no_letters": "Sinulle ei ole kirjoitettu kirjeitä.",
        "letter": "{mailing}, kirje {number}",
        "to": "Osoitteeseen",
        "subject": "Aihe",
        "text": "Teksti",
        "stopped": "Ei enää viestejä",
        "since": "{at} alkaen",
        "stored": "Kaikki sellaisena kuin se on tallennettu",
        "stored_intro": "Samat tiedot taulukko taulukolta. Kenttien nimet ovat englanniksi.",
    },
    language_names={"fi": "suomi", "sv": "ruotsi", "en": "englanti"},
    director={
        "reached": "{people} henkilöstä {reached} on tavoitettu",
        "missing": "{reached}; puuttuvat: {missing}",
        "people": "{n} henkilöä",
        "registered": "Ilmoittautuneita {n}.",
    },
)

REPLIES = ReplyTexts(
    called={
        "kutsu": {"nom": "kutsu", "gen": "kutsun", "part": "kutsua"},
        "muistutus": {"nom": "muistutus", "gen": "muistutuksen", "part": "muistutusta"},
        "ohjelma": {"nom": "ohjelma", "gen": "ohjelman", "part": "ohjelmaa"},
        "muutos": {"nom": "muutosilmoitus", "gen": "muutosilmoituksen", "part": "muutosilmoitusta"},
        "peruutus": {
            "nom": "peruutusilmoitus",
            "gen": "peruutusilmoituksen",
            "part": "peruutusilmoitusta",
        },
        "kiitos": {"nom": "kiitosviesti", "gen": "kiitosviestin", "part": "kiitosviestiä"},
        "": {"nom": "viesti", "gen": "viestin", "part": "viestiä"},
    },
    sentences={
        "sent": (
            "{Nom} lähti {at} osoitteeseen {to}, ja sähköpostipalvelin otti sen "
            "vastaan. Katsoisitko vielä roskapostikansiosta? Jos sitä ei löydy, "
            "lähetän sen mielelläni uudelleen."
        ),
        "sent-by-hand": (
            "{Nom} lähetettiin {at} osoitteeseen {to}. Katsoisitko vielä "
            "roskapostikansiosta? Jos sitä ei löydy, lähetän sen mielelläni uudelleen."
        ),
        "sent-again": "{Nom} lähti {first_at} osoitteeseen {first_to}; lähetin sen {again}.",
        "sent-instead": "{Nom} ei mennyt perille osoitteeseen {first_to}; lähetin sen {again}.",
        "written": (
            "{Nom} on valmisteltu lähetettäväksi osoitteeseen {to}. Tarkistan, onko se jo lähtenyt."
        ),
        "ready": "{Part} ei ole vielä lähetetty sinulle. Se on lähdössä osoitteeseen {to}.",
        "waiting": (
            "{Part} yritettiin lähettää osoitteeseen {to}, mutta postipalvelin pyysi "
            "yrittämään myöhemmin. Lähetystä yritetään uudelleen."
        ),
        "unclear": (
            "Lähetin {gen} {at} osoitteeseen {to}, mutta yhteys katkesi, enkä tiedä, "
            "lähtikö se. Löytyykö se saapuneista tai roskapostista? Jos ei löydy, "
            "lähetän sen uudelleen."
        ),
        "refused": (
            "{Part} yritettiin lähettää {at} osoitteeseen {to}, mutta sitä ei otettu "
            "siellä vastaan. Mihin osoitteeseen voin lähettää sen?"
        ),
        "delayed": (
            "{Nom} lähti {at} osoitteeseen {to}, mutta vastaanottava palvelin ei ole vielä ottanut "
            "sitä vastaan. Sitä yritetään automaattisesti uudelleen. Jos mitään ei ole tullut "
            "huomiseen mennessä, kerrothan minulle."
        ),
        "bounced": (
            "{Nom} lähti {at} osoitteeseen {to}, mutta se palautui. Mihin "
            "osoitteeseen voin lähettää sen?"
        ),
        "no-address": (
            "{Part} ei ole voitu lähettää, koska meillä ei ole toimivaa "
            "sähköpostiosoitettasi. Mihin osoitteeseen voin lähettää sen?"
        ),
        "question": (
            "{Part} ei ole vielä lähetetty sinulle, sillä tarkistamme tietojasi. "
            "Palaan asiaan pian."
        ),
    },
    replied={
        "registered": "Ilmoittautumisesi on tullut perille. Kiitos siitä!",
        "declined": "Tieto siitä, ettet pääse mukaan, on tullut perille. Kiitos siitä!",
    },
    hello="Hei {name}!",
    greeting="Ystävällisin terveisin\n{name}",
    again={
        (True, True): "nyt uudelleen samaan osoitteeseen",
        (True, False): "nyt uudelleen osoitteeseen {to}",
        (False, True): "uudelleen samaan osoitteeseen {at}",
        (False, False): "uudelleen osoitteeseen {to} {at}",
    },
)
