"""What the IT department is asked for, in Swedish."""

from __future__ import annotations

from invite.language.texts import RequestTexts

_SUBJECT = "Att skicka inbjudningar från {mailbox}: vad vi behöver av IT"

_OPENING = """\
Hej,

vi bjuder in omkring {people} personer till ”{title}”. Var och en får ett eget brev från {mailbox},
högst 30 brev i minuten. Breven skickas av ett program på min egen dator (invite, Python, öppen
källkod). Det loggar in som jag ({account}) med er vanliga inloggning och alla dess regler. Det
sparar inget lösenord och behöver ingen klienthemlighet (client secret).

Vi ber om följande, allt på en gång:
"""

_GRAPH = """\
1. En appregistrering (Entra admin center > App registrations > New registration)
   - Supported account types: endast den här organisationen (single tenant)
   - Plattform: ”Mobile and desktop applications” med båda omdirigeringsadresserna:
       http://localhost
       ms-appx-web://microsoft.aad.brokerplugin/{client_id}
     (den första för webbläsaren, den andra för Windows egen inloggning; {client_id_words})
   - Ingen klienthemlighet, inget certifikat, inga programbehörigheter (application permissions)
   - ”Allow public client flows”: Yes, om inloggning med en kod på en annan enhet ska fungera,
     annars No
   - Om ni vill: Enterprise applications > Properties > Assignment required: Yes, och tilldela
     {account}

2. Delegerade behörigheter för Microsoft Graph (delegated permissions), med administratörens
   medgivande:
   - {send}: att skicka. Utan den kan ingenting skickas på det här sättet.
   - {read_write}: att lägga ett brev bland utkasten, skicka det därifrån och se det bland skickade
     brev, och att läsa returnerad post i samma postlåda. Utan den: om förbindelsen bryts måste
     någon leta bland skickade brev för hand, så att ingen får två brev; brev kan inte läggas bland
     utkasten för att granskas i Outlook; returnerad post måste sparas för hand.
   Länken för medgivande, för en administratör:
       https://login.microsoftonline.com/{tenant}/adminconsent?client_id={client_id}
"""

_SHARED = """\
3. {mailbox} är en delad postlåda. För {account} behövs där ”Full Access” och ”Send As”:
       Add-MailboxPermission {mailbox} -User {account} -AccessRights FullAccess
       Add-RecipientPermission {mailbox} -Trustee {account} -AccessRights SendAs
   Utan ”Send As” kan ingenting skickas, och inte heller utan ”Full Access”, eftersom breven ligger
   bland utkasten och de skickade breven i {mailbox}.
"""

_TELL = """\
Var vänlig och meddela mig registreringens Directory (tenant) ID och Application (client) ID.

Varför det här är säkert: behörigheterna är delegerade, så programmet kan inte göra något i en
postlåda som jag inte själv kan göra där, och inget alls när jag inte är inloggad. Det talar bara
med login.microsoftonline.com och graph.microsoft.com, över verifierad TLS. Inloggningen sparas i
datorns eget förvar för hemligheter. Ni kan när som helst återkalla den under Enterprise
applications.

Om detta inte är möjligt: en e-postserver som tar emot brev från {mailbox} utan inloggning, på grund
av min dators adress ({computer}), över STARTTLS, räcker också. Meddela mig i så fall dess namn och
port.
"""

_RELAY = """\
En e-postserver (relay) som tar emot brev från {mailbox} till andra organisationer utan inloggning,
på grund av min dators adress: {computer}
   - STARTTLS, port 587 eller 25, med ett certifikat för serverns namn
   - omkring {people} brev, högst 30 i minuten
   - domänen för {mailbox} måste tillåta att servern skickar för den (SPF, DKIM)
Utan den måste breven skickas från Outlook ett i taget.

Var vänlig och meddela mig serverns namn och port.
"""

_CLOSING = """\
Tack så mycket för hjälpen!

{name}
{address}
"""
_ITS_ID = "sätt appens eget client ID i stället för CLIENT_ID, när det finns"
_ID_IS_KNOWN = "den sista delen är appens client ID"
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
