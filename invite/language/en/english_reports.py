"""What reports and replies to paste say in English."""

from __future__ import annotations

from invite.language.texts import ReplyTexts, ReportTexts

REPORTS = ReportTexts(
    states={
        "sent": "sent",
        "sent-by-hand": "sent by hand",
        "written": "ready as a draft",
        "ready": "not sent yet",
        "waiting": "waiting to be tried again",
        "unclear": "unclear: may have gone",
        "failed": "did not arrive",
        "skipped": "not sent for now",
    },
    reasons={
        "no-address": "no address",
        "question": "an open question: who is this?",
        "answer": "an open question: do they come?",
        "held": "held: something was not certain",
        "do-not-invite": "not to be invited",
        "gone": "on no sheet any more",
        "stopped": "asked to be left alone",
        "invitation-first": "gets the invitation first",
        "too-early": "its day has not come yet",
        "too-late": "its last day is over",
        "registered": "has registered",
        "declined": "does not come",
        "draft-gone": "the draft has left its place: did it go?",
        "draft-edited": "the draft was edited",
        "draft-unseen": "the draft could not be looked at: did it go?",
    },
    to_do={
        "unclear": "Ask whether it arrived, or look in the folder of sent messages.",
        "failed": "Find out an address that works, and send it again.",
        "waiting": "Go on with the sending.",
        "no-address": "Find out the address.",
        "question": "Answer the question.",
        "answer": "Say whether they come.",
        "held": "Look and decide.",
        "draft-gone": "Say whether you have sent it yourself.",
        "draft-unseen": "Say whether you have sent it yourself.",
    },
    answers={
        "registered": "registered",
        "declined": "declined",
        "no_answer": "no answer",
        "attended": "attended",
        "unclear": "the answer is not clear",
    },
    kinds={
        "planning-group": "planning group",
        "lab-team": "Lab development team",
        "project-lead": "funded project",
    },
    mailings={
        "kutsu": "invitation",
        "muistutus": "reminder",
        "ohjelma": "programme",
        "muutos": "change",
        "peruutus": "cancellation",
        "kiitos": "thanks",
    },
    headings={
        "status": "How the invitations stand",
        "made": "As of {at}",
        "reached_of": "Reached {reached}/{people}",
        "people": "People",
        "totals": "Totals",
        "to_do": "To do",
        "nothing_to_do": "Nothing waits for anybody.",
        "all": "All",
        "reached": "Reached",
        "role": "Role",
        "region": "Region",
        "group": "Group",
        "none": "(others)",
        "several": "Somebody who had several roles is counted in each of them.",
        "unread": "Not read: {names}. Whoever stands there alone is missing from these figures.",
        "name": "Name",
        "first_name": "First name",
        "last_name": "Last name",
        "address": "E-mail",
        "addresses": "Other addresses",
        "organisation": "Organisation",
        "language": "Language",
        "rows": "Rows",
        "notes": "To note",
        "mailing": "Mailing",
        "state": "State",
        "when": "When",
        "coming": "Who is coming",
        "answer": "Answer",
        "where": "On which sheet",
        "why": "Why",
        "what": "What to do",
        "command": "Command",
        "count": "Number",
    },
    own={
        "title": "What is kept about you",
        "intro": (
            "This page shows everything that is kept about you for the invitations to "
            "“{event}”. As of {at}."
        ),
        "ask": "If something is wrong, or you want your details erased, contact:",
        "privacy": "How the details are handled:",
        "yours": "Your details",
        "phone": "Telephone",
        "sources": "Where the details come from",
        "more": "Other details on the sheet",
        "letters": "Letters written to you",
        "no_letters": "No letter has been written to you.",
        "letter": "{mailing}, letter {number}",
        "to": "To",
        "subject": "Subject",
        "text": "Text",
        "stopped": "No more letters",
        "since": "since {at}",
        "stored": "Everything as it is stored",
        "stored_intro": "The same details, table by table.",
    },
    language_names={"fi": "Finnish", "sv": "Swedish", "en": "English"},
    director={
        "reached": "{reached} of {people} people have been reached",
        "missing": "{reached}; missing: {missing}",
        "people": "{n} people",
        "registered": "Registered: {n}.",
    },
)

REPLIES = ReplyTexts(
    called={
        "kutsu": {"nom": "the invitation"},
        "muistutus": {"nom": "the reminder"},
        "ohjelma": {"nom": "the programme"},
        "muutos": {"nom": "the notice of the change"},
        "peruutus": {"nom": "the notice of the cancellation"},
        "kiitos": {"nom": "the letter of thanks"},
        "": {"nom": "the message"},
    },
    sentences={
        "sent": (
            "{Nom} was sent to {to} on {at}, and the mail server took it. Could you "
            "have a look in your spam folder? If it is not there, I will gladly send "
            "it again."
        ),
        "sent-by-hand": (
            "{Nom} was sent to {to} on {at}. Could you have a look in your spam folder? If it "
            "is not there, I will gladly send it again."
        ),
        "sent-again": "{Nom} was sent to {first_to} on {first_at}; I {again}.",
        "sent-instead": "{Nom} did not get through to {first_to}; I {again}.",
        "written": "{Nom} has been prepared for {to}. I will check whether it has left already.",
        "ready": "{Nom} has not been sent to you yet. It will be sent to {to}.",
        "waiting": (
            "We tried to send {nom} to {to}, but the mail server asked us to try "
            "later. We will try again."
        ),
        "unclear": (
            "I sent {nom} to {to} on {at}, but the connection broke and I do not know"
            " whether it left. Is it in your inbox or your spam folder? If not, I "
            "will send it again."
        ),
        "refused": (
            "We tried to send {nom} to {to} on {at}, but it was not accepted there. "
            "Which address can I send it to?"
        ),
        "delayed": (
            "{Nom} was sent to {to} on {at}, but your mail server has not taken it yet. It is tried"
            " again by itself; if nothing has come tomorrow, please tell me."
        ),
        "bounced": (
            "{Nom} was sent to {to} on {at}, but it came back. Which address can I send it to?"
        ),
        "no-address": (
            "{Nom} could not be sent, because we have no working e-mail address of "
            "yours. Which address can I send it to?"
        ),
        "question": (
            "{Nom} has not been sent to you yet, because we are checking your "
            "details. I will come back to you soon."
        ),
    },
    replied={
        "registered": "Your registration has arrived. Thank you!",
        "declined": "Your message that you cannot come has arrived. Thank you!",
    },
    hello="Dear {name},",
    greeting="Kind regards,\n{name}",
    again={
        (True, True): "have just sent it again to the same address",
        (True, False): "have just sent it again to {to}",
        (False, True): "sent it again to the same address on {at}",
        (False, False): "sent it again to {to} on {at}",
    },
)
