"""What reports and replies to paste say in Swedish."""

from __future__ import annotations

from invite.language.texts import ReplyTexts, ReportTexts

REPORTS = ReportTexts(
    states={
        "sent": "skickat",
        "sent-by-hand": "skickat för hand",
        "written": "klart som utkast",
        "ready": "inte skickat ännu",
        "waiting": "väntar på ett nytt försök",
        "unclear": "oklart: kan ha gått iväg",
        "failed": "nådde inte fram",
        "skipped": "skickas inte tills vidare",
    },
    reasons={
        "no-address": "adressen saknas",
        "question": "öppen fråga: vem är detta?",
        "answer": "öppen fråga: kommer hen?",
        "held": "väntar: något var inte säkert",
        "do-not-invite": "ska inte bjudas in",
        "gone": "finns inte längre i något kalkylblad",
        "stopped": "har bett att inte få meddelanden",
        "invitation-first": "får inbjudan först",
        "too-early": "sändningsdagen är inte inne ännu",
        "too-late": "sista sändningsdagen är förbi",
        "registered": "har anmält sig",
        "declined": "deltar inte",
        "draft-gone": "utkastet ligger inte kvar: har det skickats?",
        "draft-edited": "utkastet har ändrats",
        "draft-unseen": "utkastet kunde inte ses: har det skickats?",
    },
    to_do={
        "unclear": "Fråga om inbjudan kom fram, eller titta i mappen för skickade meddelanden.",
        "failed": "Ta reda på en adress som fungerar och skicka på nytt.",
        "waiting": "Fortsätt utskicket.",
        "no-address": "Ta reda på adressen.",
        "question": "Svara på frågan.",
        "answer": "Ange om hen kommer.",
        "held": "Gå igenom och avgör.",
        "draft-gone": "Berätta om du själv har skickat det.",
        "draft-unseen": "Berätta om du själv har skickat det.",
    },
    answers={
        "registered": "anmäld",
        "declined": "deltar inte",
        "no_answer": "inget svar",
        "attended": "deltog",
        "unclear": "svaret är oklart",
    },
    kinds={
        "planning-group": "planeringsgrupp",
        "lab-team": "Lab-utvecklingsteam",
        "project-lead": "finansierat projekt",
    },
    mailings={
        "kutsu": "inbjudan",
        "muistutus": "påminnelse",
        "ohjelma": "program",
        "muutos": "ändring",
        "peruutus": "inställt",
        "kiitos": "tack",
    },
    headings={
        "status": "Inbjudningarnas läge",
        "made": "Läget {at}",
        "reached_of": "Nådda {reached}/{people}",
        "people": "Personer",
        "totals": "Sammanlagt",
        "to_do": "Att göra",
        "nothing_to_do": "Ingenting väntar på åtgärd.",
        "all": "Alla",
        "reached": "Nådda",
        "role": "Roll",
        "region": "Landskap",
        "group": "Grupp",
        "none": "(övriga)",
        "several": "Den som har haft flera roller är räknad i var och en av dem.",
        "unread": "Kunde inte läsas: {names}. De som bara finns där saknas i siffrorna.",
        "name": "Namn",
        "first_name": "Förnamn",
        "last_name": "Efternamn",
        "address": "E-post",
        "addresses": "Andra adresser",
        "organisation": "Organisation",
        "language": "Språk",
        "rows": "Rader",
        "notes": "Att notera",
        "mailing": "Utskick",
        "state": "Läge",
        "when": "Tid",
        "coming": "Vilka som kommer",
        "answer": "Svar",
        "where": "I vilken tabell",
        "why": "Orsak",
        "what": "Vad som behöver göras",
        "command": "Kommando",
        "count": "Antal",
    },
    own={
        "title": "De uppgifter som finns om dig",
        "intro": (
            "På den här sidan finns alla uppgifter som har sparats om dig för inbjudningarna "
            "till ”{event}”. Läget {at}."
        ),
        "ask": "Om något är fel, eller om du vill att dina uppgifter raderas, ta kontakt:",
        "privacy": "Så behandlas uppgifterna:",
        "yours": "Dina uppgifter",
        "phone": "Telefon",
        "sources": "Varifrån uppgifterna kommer",
        "more": "Andra uppgifter i tabellen",
        "letters": "Brev som har skrivits till dig",
        "no_letters": "Inga brev har skrivits till dig.",
        "letter": "{mailing}, brev {number}",
        "to": "Till adressen",
        "subject": "Ämne",
        "text": "Text",
        "stopped": "Inga fler brev",
        "since": "sedan {at}",
        "stored": "Allt så som det är sparat",
        "stored_intro": "Samma uppgifter tabell för tabell. Fälten har engelska namn.",
    },
    language_names={"fi": "finska", "sv": "svenska", "en": "engelska"},
    director={
        "reached": "{reached} av {people} personer är nådda",
        "missing": "{reached}; det fattas: {missing}",
        "people": "{n} personer",
        "registered": "Anmälda: {n}.",
    },
)

REPLIES = ReplyTexts(
    called={
        "kutsu": {"nom": "inbjudan", "den": "den"},
        "muistutus": {"nom": "påminnelsen", "den": "den"},
        "ohjelma": {"nom": "programmet", "den": "det"},
        "muutos": {"nom": "ändringsmeddelandet", "den": "det"},
        "peruutus": {"nom": "meddelandet om att evenemanget ställs in", "den": "det"},
        "kiitos": {"nom": "tackbrevet", "den": "det"},
        "": {"nom": "meddelandet", "den": "det"},
    },
    sentences={
        "sent": (
            "{Nom} skickades {at} till adressen {to}, och e-postservern tog emot "
            "{den}. Kan du titta i skräppostmappen? Om {den} inte finns där skickar "
            "jag {den} gärna på nytt."
        ),
        "sent-by-hand": (
            "{Nom} skickades {at} till adressen {to}. Kan du titta i skräppostmappen? Om "
            "{den} inte finns där skickar jag {den} gärna på nytt."
        ),
        "sent-again": (
            "{Nom} skickades {first_at} till adressen {first_to}; jag skickade {den} {again}."
        ),
        "sent-instead": (
            "{Nom} nådde inte fram till adressen {first_to}; jag skickade {den} {again}."
        ),
        "written": (
            "Jag har förberett {nom} till adressen {to}. Jag kontrollerar om {den} "
            "redan har gått iväg."
        ),
        "ready": (
            "{Nom} har inte skickats till dig ännu. {Den} kommer att skickas till adressen {to}."
        ),
        "waiting": (
            "Vi försökte skicka {nom} till adressen {to}, men e-postservern bad oss "
            "försöka senare. Vi gör ett nytt försök."
        ),
        "unclear": (
            "Jag skickade {nom} {at} till adressen {to}, men förbindelsen bröts och "
            "jag vet inte om {den} gick iväg. Finns {den} i inkorgen eller bland "
            "skräpposten? Om inte skickar jag {den} på nytt."
        ),
        "refused": (
            "Vi försökte skicka {nom} {at} till adressen {to}, men {den} togs inte "
            "emot där. Till vilken adress kan jag skicka {den}?"
        ),
        "delayed": (
            "{Nom} skickades {at} till adressen {to}, men den mottagande servern har inte tagit"
            " emot {den} ännu. Nya försök görs automatiskt. Säg gärna till om inget har kommit i"
            " morgon."
        ),
        "bounced": (
            "{Nom} skickades {at} till adressen {to} men kom i retur. Till vilken "
            "adress kan jag skicka {den}?"
        ),
        "no-address": (
            "{Nom} har inte kunnat skickas eftersom vi saknar en fungerande "
            "e-postadress till dig. Till vilken adress kan jag skicka {den}?"
        ),
        "question": (
            "{Nom} har inte skickats till dig ännu, eftersom vi kontrollerar dina "
            "uppgifter. Jag återkommer inom kort."
        ),
    },
    replied={
        "registered": "Din anmälan har kommit fram. Tack för den!",
        "declined": "Ditt besked om att du inte kan delta har kommit fram. Tack för det!",
    },
    hello="Hej {name}!",
    greeting="Med vänliga hälsningar\n{name}",
    again={
        (True, True): "nu på nytt till samma adress",
        (True, False): "nu på nytt till adressen {to}",
        (False, True): "på nytt till samma adress {at}",
        (False, False): "på nytt till adressen {to} {at}",
    },
)
