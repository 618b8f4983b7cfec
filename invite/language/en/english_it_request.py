"""What the IT department is asked for, in English."""

from __future__ import annotations

from invite.language.texts import RequestTexts

_SUBJECT = "Sending invitations from {mailbox}: what we need from IT"

_OPENING = """\
Hello,

we are inviting about {people} people to "{title}". Each of them gets one letter of their own, from
{mailbox}, at most 30 a minute. A program on my own computer sends them (invite, Python, open
source); it signs in as me, {account}, by your usual sign-in with all its rules. It keeps no
password and needs no client secret.

We ask for the following, all of it once:
"""

_GRAPH = """\
1. An app registration (Entra admin center > App registrations > New registration)
   - Supported account types: this organization only (single tenant)
   - Platform: "Mobile and desktop applications", with both of these redirect URIs:
       http://localhost
       ms-appx-web://microsoft.aad.brokerplugin/{client_id}
     (the first for the browser, the second for the sign-in of Windows; {client_id_words})
   - No client secret, no certificate, no application permissions
   - "Allow public client flows": Yes, if signing in with a code on another device is to work;
     otherwise No
   - If you like: Enterprise applications > Properties > Assignment required: Yes, and assign
     {account}

2. Delegated permissions of Microsoft Graph, with admin consent:
   - {send}: to send. Without it nothing can be sent in this way.
   - {read_write}: to lay a letter into Drafts, to send it from there and to see it in Sent Items;
     and to read returned mail in the same mailbox. Without it: when a connection breaks, somebody
     has to look into Sent Items by hand, so that nobody gets two letters; letters cannot be put
     into Drafts to be looked at in Outlook; returned mail has to be saved to files by hand.
   The consent link, for an administrator:
       https://login.microsoftonline.com/{tenant}/adminconsent?client_id={client_id}
"""

_SHARED = """\
3. {mailbox} is a shared mailbox. For {account} on it, please, "Full Access" and "Send As":
       Add-MailboxPermission {mailbox} -User {account} -AccessRights FullAccess
       Add-RecipientPermission {mailbox} -Trustee {account} -AccessRights SendAs
   Without "Send As" nothing can be sent; without "Full Access" neither, as the letters lie in the
   Drafts and Sent Items of {mailbox}.
"""

_TELL = """\
Please tell me the Directory (tenant) ID and the Application (client) ID of the registration.

Why this is safe: the permissions are delegated, so the program can do nothing in a mailbox that I
cannot do there myself, and nothing while I am not signed in. It talks only to
login.microsoftonline.com and graph.microsoft.com, over verified TLS. The sign-in is kept by the
computer's own store for secrets. You can withdraw it at any time under Enterprise applications.

If this is not possible: a mail server that takes letters from {mailbox} without signing in, by the
address of my computer ({computer}), over STARTTLS, would do as well. Then please tell me its name
and port.
"""

_RELAY = """\
A mail server (relay) that takes letters from {mailbox} to other organisations without signing in,
by the address of my computer: {computer}
   - STARTTLS, port 587 or 25, with a certificate for its name
   - about {people} letters, at most 30 a minute
   - the domain of {mailbox} must allow that server to send for it (SPF, DKIM)
Without it the letters have to be sent from Outlook one by one.

Please tell me the name and the port of the server.
"""

_CLOSING = """\
Thank you very much!

{name}
{address}
"""
_ITS_ID = "put the app's own client ID in the place of CLIENT_ID, once it has one"
_ID_IS_KNOWN = "the last part is the app's client ID"
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
