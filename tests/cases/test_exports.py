"""Exports as registration systems write them, in Finnish, Swedish and English: everybody's answer is
right, or it is asked.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from cases.exports import desk_of, read

# What the export is of, the export, the answers that are certain, and those that are asked.
EXPORTS = [
    (
        "Lyyti in Finnish",
        """
Etunimi;Sukunimi;Sähköposti;Organisaatio;Osallistumisstatus;Ilmoittautumispvm;Muokattu
Aino;Malli;aino.malli@example.org;X;Osallistuu;20.11.2026 9:43;
Eero;Koe;eero.koe@example.org;X;Ei osallistu;20.11.2026 9:43;
Helmi;Mainio;helmi.mainio@example.org;X;Ei vastannut;;
Oiva;Testi;oiva.testi@example.org;X;Jonossa;20.11.2026 9:43;
Impi;Esimerkki;impi.esimerkki@example.org;X;Peruutettu;20.11.2026 9:43;21.11.2026 10:00
Urho;Näyte;urho.nayte@example.org;X;Kutsuttu;;
""",
        {"Aino": "registered", "Eero": "declined", "Impi": "declined"},
        {"Oiva"},
    ),
    (
        "Webropol in Finnish, with an unfinished answer",
        """
Vastaajan numero;Vastauksen tila;Aloitettu;Lähetetty;Nimi;Sähköposti;Osallistutko päätöstilaisuuteen?;Tarvitsetko majoituksen?
1;Lähetetty;20.11.2026 9.40;20.11.2026 9.43;Aino Malli;aino.malli@example.org;Kyllä, osallistun paikan päällä;Ei
2;Lähetetty;20.11.2026 9.40;20.11.2026 9.43;Eero Koe;eero.koe@example.org;En osallistu;
3;Kesken;20.11.2026 9.40;;Helmi Mainio;helmi.mainio@example.org;;
4;Lähetetty;20.11.2026 9.40;20.11.2026 9.43;Oiva Testi;oiva.testi@example.org;Osallistun etänä;Ei
""",
        {"Aino": "registered", "Eero": "declined", "Oiva": "registered"},
        set(),
    ),
    (
        "Microsoft Forms in Finnish; Eero changed his mind",
        """
Tunniste;Aloitusaika;Valmistumisaika;Sähköposti;Nimi;Etu- ja sukunimi;Sähköpostiosoitteesi;Osallistutko tilaisuuteen?;Lähetetty viimeksi
1;11/20/26 9:40:00;11/20/26 9:43:21;anonymous;;Aino Malli;aino.malli@example.org;Kyllä;
2;11/20/26 9:40:00;11/20/26 9:43:21;anonymous;;Eero Koe;eero.koe@example.org;En pääse;
3;11/20/26 9:50:00;11/20/26 9:53:21;anonymous;;Eero Koe;eero.koe@example.org;Kyllä;
""",
        {"Aino": "registered", "Eero": "registered"},
        set(),
    ),
    (
        "SurveyMonkey, a column for each choice",
        """
Respondent ID,Collector ID,Start Date,End Date,IP Address,Email Address,First Name,Last Name,Custom Data 1,Will you attend the closing event?,,Your name
,,,,,,,,,Yes,No,Open-Ended Response
11,1,11/20/2026 09:40:00 AM,11/20/2026 09:43:21 AM,1.2.3.4,aino.malli@example.org,Aino,Malli,,Yes,,Aino Malli
12,1,11/20/2026 09:40:00 AM,11/20/2026 09:43:21 AM,1.2.3.4,eero.koe@example.org,Eero,Koe,,,No,Eero Koe
13,1,11/20/2026 09:40:00 AM,11/20/2026 09:43:21 AM,1.2.3.4,helmi.mainio@example.org,Helmi,Mainio,,,,
""",
        {"Aino": "registered", "Eero": "declined"},
        {"Helmi"},
    ),
    (
        "SurveyMonkey, condensed",
        """
Respondent ID,Collector ID,Start Date,End Date,IP Address,Email Address,First Name,Last Name,Will you attend the closing event?,Any dietary needs?
,,,,,,,,Response,Open-Ended Response
11,1,11/20/2026 09:40:00 AM,11/20/2026 09:43:21 AM,1.2.3.4,aino.malli@example.org,Aino,Malli,Yes,No
12,1,11/20/2026 09:40:00 AM,11/20/2026 09:43:21 AM,1.2.3.4,eero.koe@example.org,Eero,Koe,"No, I cannot",
""",
        {"Aino": "registered", "Eero": "declined"},
        set(),
    ),
    (
        "Zoom, hosts and attendees below each other",
        """
Attendee Report
Report Generated:,"11/24/2026 10:00:00 AM"
Topic,Webinar ID,Actual Start Time,Actual Duration (minutes),# Registered,# Cancelled,Unique Viewers,Total Users
Koetilaisuus,123 4567 8901,"11/20/2026 01:00:00 PM",180,5,1,3,1
Host Details,
Attended,User Name (Original Name),Email,Join Time,Leave Time,Time in Session (minutes),Is Guest,Country/Region Name
Yes,Isäntä Iso,host@example.org,"11/20/2026 12:50:00 PM","11/20/2026 04:00:00 PM",190,No,Finland
Attendee Details,
Attended,User Name (Original Name),First Name,Last Name,Email,Registration Time,Approval Status,Join Time,Leave Time,Time in Session (minutes),Is Guest,Country/Region Name
Yes,Aino Malli,Aino,Malli,aino.malli@example.org,"11/10/2026 09:43:21 AM",approved,"11/20/2026 01:00:00 PM","11/20/2026 04:00:00 PM",180,Yes,Finland
No,Eero Koe,Eero,Koe,eero.koe@example.org,"11/10/2026 09:43:21 AM",approved,--,--,--,--,--
No,Helmi Mainio,Helmi,Mainio,helmi.mainio@example.org,"11/10/2026 09:43:21 AM",cancelled by self,--,--,--,--,--
Yes,Oiva Testi,Oiva,Testi,oiva.testi@example.org,"11/10/2026 09:43:21 AM",approved,"11/20/2026 01:00:00 PM","11/20/2026 04:00:00 PM",180,Yes,Finland
""",
        {"Aino": "attended", "Eero": "registered", "Helmi": "declined", "Oiva": "attended"},
        set(),
    ),
    (
        "Teams, registrations",
        """
First name,Last name,Email,Registration time,Status
Aino,Malli,aino.malli@example.org,"11/20/2026, 9:43:21 AM",Registered
Eero,Koe,eero.koe@example.org,"11/20/2026, 9:43:21 AM",Canceled
Helmi,Mainio,helmi.mainio@example.org,"11/20/2026, 9:43:21 AM",Waitlisted
Oiva,Testi,oiva.testi@example.org,"11/20/2026, 9:43:21 AM",Pending approval
Impi,Esimerkki,impi.esimerkki@example.org,"11/20/2026, 9:43:21 AM",Rejected
""",
        {"Aino": "registered", "Eero": "declined", "Impi": "declined"},
        {"Helmi", "Oiva"},
    ),
    (
        "Teams, who was there",
        """
1. Summary
Meeting title	Koetilaisuus
Attended participants	2
Start time	11/20/26, 12:50:00 PM
End time	11/20/26, 4:00:00 PM
Meeting duration	3h 10m

2. Participants
Name	First Join	Last Leave	In-Meeting Duration	Email	Participant ID (UPN)	Role
Aino Malli	11/20/26, 12:55:00 PM	11/20/26, 4:00:00 PM	3h 5m	aino.malli@example.org	aino.malli@example.org	Presenter
Eero Koe (Vieras)	11/20/26, 12:56:00 PM	11/20/26, 4:00:00 PM	3h 5m			Attendee

3. In-Meeting Activities
Name	Join Time	Leave Time	Duration	Email	Role
Aino Malli	11/20/26, 12:55:00 PM	11/20/26, 4:00:00 PM	3h 5m	aino.malli@example.org	Presenter
""",
        {"Aino": "attended", "Eero": "attended"},
        set(),
    ),
    (
        "Outlook, tracking of a meeting",
        """
Name,Attendance,Response
Aino Malli <aino.malli@example.org>,Required Attendee,Accepted
Eero Koe <eero.koe@example.org>,Required Attendee,Declined
Helmi Mainio <helmi.mainio@example.org>,Optional Attendee,Tentative
Oiva Testi <oiva.testi@example.org>,Required Attendee,None
Impi Esimerkki <impi.esimerkki@example.org>,Meeting Organizer,None
""",
        {"Aino": "registered", "Eero": "declined"},
        {"Helmi"},
    ),
    (
        "Cvent",
        """
First Name,Last Name,Email Address,Invitee Status,Registration Type,Registration Date,Response Date,Participant
Aino,Malli,aino.malli@example.org,Accepted,Guest,11/20/2026 9:43 AM,11/20/2026 9:43 AM,Yes
Eero,Koe,eero.koe@example.org,Declined,Guest,,11/20/2026 9:43 AM,No
Helmi,Mainio,helmi.mainio@example.org,No Response,Guest,,,No
Oiva,Testi,oiva.testi@example.org,Waitlisted,Guest,,11/20/2026 9:43 AM,No
Impi,Esimerkki,impi.esimerkki@example.org,Undeliverable,Guest,,,No
Urho,Näyte,urho.nayte@example.org,Cancelled,Guest,11/20/2026 9:43 AM,11/20/2026 9:43 AM,No
""",
        {"Aino": "registered", "Eero": "declined", "Urho": "declined"},
        {"Oiva"},
    ),
    (
        "Qualtrics with codes for words: 1 and 2 are not known",
        """
StartDate,EndDate,Status,Progress,Finished,RecordedDate,ResponseId,RecipientLastName,RecipientFirstName,RecipientEmail,Q1
Start Date,End Date,Response Type,Progress,Finished,Recorded Date,Response ID,Recipient Last Name,Recipient First Name,Recipient Email,Will you attend?
"{""ImportId"":""startDate""}","{""ImportId"":""endDate""}","{""ImportId"":""status""}","{""ImportId"":""progress""}","{""ImportId"":""finished""}","{""ImportId"":""recordedDate""}","{""ImportId"":""_recordId""}","{""ImportId"":""recipientLastName""}","{""ImportId"":""recipientFirstName""}","{""ImportId"":""recipientEmail""}","{""ImportId"":""QID1""}"
2026-11-20 09:40:00,2026-11-20 09:43:21,0,100,1,2026-11-20 09:43:22,R_1,Malli,Aino,aino.malli@example.org,1
2026-11-20 09:40:00,2026-11-20 09:43:21,0,100,1,2026-11-20 09:43:22,R_2,Koe,Eero,eero.koe@example.org,2
2026-11-20 09:40:00,2026-11-20 09:43:21,1,100,1,2026-11-20 09:43:22,R_2,Testi,Oiva,oiva.testi@example.org,1
""",
        {},
        {"Aino", "Oiva", "Eero"},
    ),
    (
        "pretix",
        """
Order code;Event slug;Position ID;Status;Order date;Order time;Product;Attendee name;Attendee email;Checked in;Canceled;Comment
AB1;koe;1;Paid;2026-11-20;09:43:21;Kutsuvieras;Aino Malli;aino.malli@example.org;No;No;
AB1;koe;1;Paid;2026-11-20;09:43:21;Kutsuvieras;Eero Koe;eero.koe@example.org;No;Yes;
AB2;koe;1;Pending;2026-11-20;09:43:21;Kutsuvieras;Helmi Mainio;helmi.mainio@example.org;No;No;
AB3;koe;1;Expired;2026-11-20;09:43:21;Kutsuvieras;Oiva Testi;oiva.testi@example.org;No;No;
AB4;koe;1;Canceled;2026-11-20;09:43:21;Kutsuvieras;Impi Esimerkki;impi.esimerkki@example.org;No;No;
AB5;koe;1;Approval pending;2026-11-20;09:43:21;Kutsuvieras;Urho Näyte;urho.nayte@example.org;No;No;
""",
        {"Aino": "registered", "Eero": "declined", "Impi": "declined"},
        {"Helmi", "Urho"},
    ),
    (
        "Meetup",
        """
Name,User ID,Title,Event Host,RSVP,Guests,RSVPed on,Joined Group on,URL of Member Profile
Aino Malli,1,,No,Yes,0,November 20 2026 9:43 AM,,
Eero Koe,2,,No,No,0,November 20 2026 9:43 AM,,
Helmi Mainio,3,,No,Waitlist,0,November 20 2026 9:43 AM,,
""",
        {"Aino": "registered", "Eero": "declined"},
        {"Helmi"},
    ),
    (
        "A list kept by hand with remarks",
        """
Nimi;Sähköposti;Huomautuksia
Aino Malli;aino.malli@example.org;
Eero Koe;eero.koe@example.org;perunut 3.1.
Helmi Mainio;helmi.mainio@example.org;vegaani
Oiva Testi;oiva.testi@example.org;tulee myöhässä
Impi Esimerkki;impi.esimerkki@example.org;Peruttu hotelli
""",
        {"Aino": "registered", "Helmi": "registered", "Oiva": "registered"},
        {"Impi", "Eero"},
    ),
    (
        "A list kept by hand with K and E",
        """
Nimi;Sähköposti;Osallistuu (K/E);Lounas (K/E)
Aino Malli;aino.malli@example.org;K;K
Eero Koe;eero.koe@example.org;E;
Helmi Mainio;helmi.mainio@example.org;K;E
Oiva Testi;oiva.testi@example.org;;
""",
        {"Aino": "registered", "Eero": "declined", "Helmi": "registered"},
        set(),
    ),
    (
        "Google Forms in Swedish",
        """
Tidsstämpel;Namn;E-postadress;Kommer du att delta i avslutningen?;Specialkost
2026-11-20 09:43:21;Aino Malli;aino.malli@example.org;Ja, jag kommer;Nej
2026-11-20 09:43:21;Eero Koe;eero.koe@example.org;Nej, jag kan tyvärr inte;
2026-11-20 09:43:21;Helmi Mainio;helmi.mainio@example.org;Kanske;
2026-11-20 09:43:21;Oiva Testi;oiva.testi@example.org;Jag deltar på distans;
""",
        {"Aino": "registered", "Eero": "declined", "Oiva": "registered"},
        {"Helmi"},
    ),
    (
        "A room is no state of an answer",
        """
Nimi;Sähköposti;Tila;Kokoustila
Aino Malli;aino.malli@example.org;Sali A;1
Eero Koe;eero.koe@example.org;Sali B;2
""",
        {"Aino": "registered", "Eero": "registered"},
        set(),
    ),
    (
        "A shop's orders; what was paid back is asked",
        """
Name,Email,City,State,Ticket Type,Order Status,Payment Status
Aino Malli,aino.malli@example.org,Reno,NV,Guest,Completed,Paid
Eero Koe,eero.koe@example.org,Reno,NV,Guest,Completed,Refunded
Helmi Mainio,helmi.mainio@example.org,Reno,NV,Guest,Processing,Pending
Oiva Testi,oiva.testi@example.org,Reno,NV,Guest,On hold,
""",
        {"Aino": "registered"},
        {"Helmi", "Oiva", "Eero"},
    ),
    (
        "Google Forms in English; a trip that was cancelled is no event",
        """
Timestamp,Email Address,Full name,I will attend the closing event,Comments
11/20/2026 9:43:21,aino.malli@example.org,Aino Malli,Yes,
11/20/2026 9:43:21,eero.koe@example.org,Eero Koe,No,Sorry! cancelled my trip
11/20/2026 9:43:21,helmi.mainio@example.org,Helmi Mainio,Not sure yet,
""",
        {"Aino": "registered", "Eero": "declined"},
        {"Helmi"},
    ),
    (
        "Outlook in Finnish",
        """
Nimi;Läsnäolo;Vastaus
Aino Malli <aino.malli@example.org>;Pakollinen osallistuja;Hyväksytty
Eero Koe <eero.koe@example.org>;Pakollinen osallistuja;Hylätty
Helmi Mainio <helmi.mainio@example.org>;Valinnainen osallistuja;Alustava
Oiva Testi <oiva.testi@example.org>;Pakollinen osallistuja;Ei mitään
""",
        {"Aino": "registered", "Eero": "declined"},
        {"Helmi"},
    ),
    (
        "A list of the invited with the time of registering",
        """
Etunimi;Sukunimi;Sähköposti;Ilmoittautunut;Peruutettu
Aino;Malli;aino.malli@example.org;20.11.2026 9:43;
Eero;Koe;eero.koe@example.org;20.11.2026 9:43;21.11.2026 10:00
Helmi;Mainio;helmi.mainio@example.org;;
""",
        {"Aino": "registered", "Eero": "declined"},
        set(),
    ),
    (
        "Teams in Finnish",
        """
Etunimi;Sukunimi;Sähköposti;Rekisteröitymisaika;Rekisteröinnin tila
Aino;Malli;aino.malli@example.org;20.11.2026 klo 9.43;Rekisteröity
Eero;Koe;eero.koe@example.org;20.11.2026 klo 9.43;Peruutettu
Helmi;Mainio;helmi.mainio@example.org;20.11.2026 klo 9.43;Odotuslistalla
Oiva;Testi;oiva.testi@example.org;20.11.2026 klo 9.43;Odottaa
Impi;Esimerkki;impi.esimerkki@example.org;20.11.2026 klo 9.43;Hylätty
""",
        {"Aino": "registered", "Eero": "declined", "Impi": "declined"},
        {"Helmi", "Oiva"},
    ),
    (
        "Morning and afternoon: who comes to one of them comes, or is asked",
        """
Aikaleima;Nimi;Sähköposti;Osallistutko aamupäivään?;Osallistutko iltapäivään?
20.11.2026 9.43.21;Aino Malli;aino.malli@example.org;Kyllä;Ei
20.11.2026 9.43.21;Eero Koe;eero.koe@example.org;Ei;Kyllä
20.11.2026 9.43.21;Helmi Mainio;helmi.mainio@example.org;Ei;Ei
""",
        {"Aino": "registered", "Helmi": "declined"},
        {"Eero"},
    ),
    (
        "How they participate, or that they do not",
        """
ID,Start time,Completion time,Email,Name,Name2,How will you participate?,Dietary restrictions
1,11/20/26 9:40:00,11/20/26 9:43:00,aino.malli@example.org,Aino Malli,,On site,None
2,11/20/26 9:40:00,11/20/26 9:43:00,eero.koe@example.org,Eero Koe,,I will not participate,
3,11/20/26 9:40:00,11/20/26 9:43:00,helmi.mainio@example.org,Helmi Mainio,,Remotely,
""",
        {"Aino": "registered", "Eero": "declined", "Helmi": "registered"},
        set(),
    ),
    (
        "How they participate, in Finnish",
        """
Aikaleima;Nimi;Sähköposti;Miten osallistut?;Allergiat
20.11.2026 9.43.21;Aino Malli;aino.malli@example.org;Paikan päällä;
20.11.2026 9.43.21;Eero Koe;eero.koe@example.org;En osallistu;ei
20.11.2026 9.43.21;Helmi Mainio;helmi.mainio@example.org;Etänä;
""",
        {"Aino": "registered", "Eero": "declined", "Helmi": "registered"},
        set(),
    ),
    (
        "Eventbrite with who ordered for others",
        """
Order ID,Order date,Attendee status,Name,Email,Event name,Ticket quantity,Ticket type,Ticket price,Buyer name,Buyer email
1,2026-11-20 09:43:00+02:00,Attending,Aino Malli,aino.malli@example.org,Koe,1,Free,0.00,Eero Koe,eero.koe@example.org
2,2026-11-20 09:43:00+02:00,Not Attending,Eero Koe,eero.koe@example.org,Koe,1,Free,0.00,Eero Koe,eero.koe@example.org
""",
        {"Aino": "registered", "Eero": "declined"},
        set(),
    ),
    (
        "A greeting to the hosts is no answer",
        """
Aikaleima;Nimi;Sähköposti;Osallistun päätöstilaisuuteen 20.5.;Terveiset järjestäjille
20.11.2026 9.43.21;Aino Malli;aino.malli@example.org;Kyllä, tulen paikalle;Kiitos kutsusta, peruutin muut menot!
20.11.2026 9.43.21;Eero Koe;eero.koe@example.org;Valitettavasti en pääse;Harmi!
20.11.2026 9.43.21;Helmi Mainio;helmi.mainio@example.org;En tiedä vielä;
""",
        {"Aino": "registered", "Eero": "declined"},
        {"Helmi"},
    ),
    (
        "A list in Swedish",
        """
Namn;E-post;Status
Aino Malli;aino.malli@example.org;Anmäld
Eero Koe;eero.koe@example.org;Avanmäld
Helmi Mainio;helmi.mainio@example.org;Reservplats
Oiva Testi;oiva.testi@example.org;Ej svarat
Impi Esimerkki;impi.esimerkki@example.org;Kommer ej
""",
        {"Aino": "registered", "Eero": "declined", "Impi": "declined"},
        {"Helmi"},
    ),
    (
        "A member's state is no answer; not registered is no no",
        """
Name,Email,Membership status,Registered
Aino Malli,aino.malli@example.org,Active,Yes
Eero Koe,eero.koe@example.org,Expired,No
""",
        {"Aino": "registered"},
        set(),
    ),
    (
        "Invitations sent, and responses",
        """
First Name,Last Name,Email,Invitation Status,Response
Aino,Malli,aino.malli@example.org,Sent,Yes
Eero,Koe,eero.koe@example.org,Opened,
Helmi,Mainio,helmi.mainio@example.org,Bounced,
""",
        {"Aino": "registered"},
        set(),
    ),
    (
        "Words of another language are asked",
        """
Bestellnummer;Status;E-Mail;Teilnehmername
AB1;bezahlt;aino.malli@example.org;Aino Malli
AB2;storniert;eero.koe@example.org;Eero Koe
""",
        {},
        {"Aino", "Eero"},
    ),
    (
        "TRUE and FALSE",
        """
Name,Email,Attending,Cancelled
Aino Malli,aino.malli@example.org,TRUE,FALSE
Eero Koe,eero.koe@example.org,FALSE,FALSE
Helmi Mainio,helmi.mainio@example.org,TRUE,TRUE
""",
        {"Aino": "registered", "Eero": "declined", "Helmi": "declined"},
        set(),
    ),
    (
        "Times that nobody understands",
        """
When;Name;Email;Will you attend?
week 47;Aino Malli;aino.malli@example.org;Yes
week 46;Aino Malli;aino.malli@example.org;No
week 46;Eero Koe;eero.koe@example.org;Yes
week 47;Eero Koe;eero.koe@example.org;Yes
""",
        {"Eero": "registered"},
        {"Aino"},
    ),
]


@pytest.mark.parametrize(
    ("export", "certain", "asked"),
    [each[1:] for each in EXPORTS],
    ids=[each[0] for each in EXPORTS],
)
def test_an_export(export: str, certain: dict[str, str], asked: set[str], tmp_path: Path) -> None:
    """Everybody's answer, or a question; who has not answered has none."""
    encoding = "utf-16" if "\t" in export else "utf-8"
    here = desk_of(tmp_path)
    (tmp_path / "vienti.csv").write_bytes(export.strip("\n").encode(encoding))
    replies, document = read(here)
    assert replies == certain
    assert {one["name"].split()[0] for one in document["questions"]} == asked
    assert document["flaws"] == []
