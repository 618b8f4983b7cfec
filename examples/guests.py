"""The people of the example project: all of them made up, every address one that leads nowhere (RFC
2606).
"""

from __future__ import annotations

from dataclasses import dataclass

HOME = "example.org"


@dataclass(frozen=True, slots=True)
class Guest:
    """Somebody on the example's sheets, as one of the rows has them."""

    first: str
    last: str
    organisation: str
    title: str = ""
    language: str = ""
    written: str | None = None  # the address cell, where it is not first.last@organisation

    @property
    def address(self) -> str:
        """What stands in the address cell."""
        if self.written is not None:
            return self.written
        return f"{plain(self.first)}.{plain(self.last)}@{plain(self.organisation)}.{HOME}"


def plain(text: str) -> str:
    """Small letters without dots, rings, spaces and hyphens that separate words."""
    return text.lower().translate(str.maketrans("äöåé", "aoae", " "))


# Planning groups, a sheet for each region. Several people stand on the sheets below as well.
UUSIMAA = (
    Guest("Anna", "Lehtinen", "Uudenmaan opisto", "puheenjohtaja"),
    Guest("Mikko", "Salonen", "Uudenmaan yrittäjäverkko", "varapuheenjohtaja"),
    Guest("Hanna-Leena", "Virta", "Helsingin iltalukio", "jäsen"),
    Guest("Petri", "Kuusisto", "Uudenmaan opisto", "sihteeri"),
    Guest("Sofia", "Åkerman", "Nylands folkakademi", "jäsen"),
    Guest("Olli", "Haapala", "Vantaan taitotalo", "jäsen"),
    Guest(
        "Riitta",
        "Mattila",
        "Keravan osaamiskeskus",
        "jäsen",
        written="riitta.mattila(at)keravanosaamiskeskus.example.org",
    ),
    Guest("Jani", "Peltola", "Espoon ammattikampus", "jäsen"),
)
KAINUU = (
    Guest("Eero", "Heikkinen", "Kainuun taitokeskus"),
    Guest("Tuula", "Karppinen", "Kajaanin kehitys"),
    Guest("Marko", "Kemppainen", "Kainuun taitokeskus"),
    Guest(
        "Sari",
        "Moilanen",
        "Kuhmon kansalaisopisto",
        written="sari.moilanen@kuhmonkansalaisopisto.example.org; ",
    ),
    Guest("Veikko", "Tolonen", "Sotkamon yrityspalvelut", written=""),
    Guest("Päivi", "Leinonen", "Kajaanin kehitys"),
)
ETELA_POHJANMAA = (
    Guest("Antti", "Rinta-Aho", "Lakeuden ammattiopisto"),
    Guest("Kirsi", "Ojala", "Seinäjoen kampus"),
    Guest("Heikki", "Yli-Mäki", "Lakeuden yrittäjät"),
    Guest("Minna", "Koskela", "Seinäjoen kampus"),
    Guest("Jukka", "Latvala", "Kauhavan kehitys"),
    Guest("Ulla", "Harju", "Lakeuden ammattiopisto"),
    Guest("Tapio", "Mäki", "Lapuan kansanopisto"),
)
PIRKANMAA = (
    Guest("Laura", "Niemi", "Tampereen oppimiskeskus"),
    Guest("Timo", "Järvinen", "Pirkan ammattikampus"),
    Guest("Katja", "Ahonen", "Tampereen oppimiskeskus"),
    Guest("Sami", "Laaksonen", "Nokian yrityspalvelut"),
    Guest("Eeva-Maria", "Laine", "Pirkan ammattikampus"),
    Guest("Janne", "Toivonen", "Akaan kansalaisopisto"),
    Guest("Maarit", "Saarinen", "Pirkan kumppanit"),
    Guest("Ville", "Rantala", "Tampereen oppimiskeskus"),
)
LAPPI = (
    Guest("Juhani", "Mäkelä", "Rovaniemen opistotalo"),
    Guest(
        "Aino",
        "Kangas",
        "Tunturiseudun kehitys",
        written="toimisto@tunturiseudunkehitys.example.org",
    ),
    Guest(
        "Pekka",
        "Alatalo",
        "Tunturiseudun kehitys",
        written="toimisto@tunturiseudunkehitys.example.org",
    ),
    Guest("Inga", "Aikio", "Inarin koulutustalo"),
    Guest("Kari", "Vaara", "Kemin satamakampus"),
    Guest("Helena", "Ylitalo", "Rovaniemen opistotalo"),
    Guest("Markku", "Hietala", "Tornion taito", written="markku.hietala@"),
)
POHJANMAA = (
    Guest("Erik", "Nyström", "Österbottens lärcenter", language="ruotsi"),
    Guest("Camilla", "Backman", "Vaasan rantakampus", language="ruotsi"),
    Guest("Juha", "Kallio", "Vaasan rantakampus", language="suomi"),
    Guest("Mari", "Sundqvist", "Pietarsaaren kehitys", language="suomi"),
    Guest("Tomi", "Hautala", "Vaasan rantakampus", language="suomi"),
)

# Lab teams: one sheet, the team's name on a line of its own. Region and language stand in columns.
TEAMS: dict[str, tuple[tuple[Guest, str], ...]] = {
    "Kohtauspaikka": (
        (Guest("Anna", "Lehtinen", "Uudenmaan opisto"), "Uusimaa"),
        (Guest("Marko", "Kemppainen", "Kainuun taitokeskus"), "Kainuu"),
        (Guest("Outi", "Suominen", "Helsingin iltalukio"), "Uusimaa"),
        (Guest("Daniel", "Carter", "Espoon ammattikampus", language="englanti"), "Uusimaa"),
        (Guest("Noora", "Vainio", "Vantaan taitotalo"), "Uusimaa"),
    ),
    "Oppimisen aika": (
        (Guest("Juhani", "Mäkelä", "Rovaniemen opistotalo"), "Lappi"),
        (Guest("Laura", "Niemi", "Tampereen oppimiskeskus"), "Pirkanmaa"),
        (Guest("Elina", "Karjalainen", "Pirkan ammattikampus"), "Pirkanmaa"),
        (Guest("Tommi", "Hakala", "Akaan kansalaisopisto"), "Pirkanmaa"),
        (Guest("Saana", "Kumpula", "Kemin satamakampus"), "Lappi"),
        (Guest("Camilla", "Backman", "Vaasan rantakampus", language="ruotsi"), "Pohjanmaa"),
    ),
    "Silta 2030": (
        (Guest("Kirsi", "Ojala", "Seinäjoen kampus"), "Etelä-Pohjanmaa"),
        (Guest("Antti", "Rinta-Aho", "Lakeuden ammattiopisto"), "Etelä-Pohjanmaa"),
        (Guest("Henna", "Luoma", "Kauhavan kehitys"), "Etelä-Pohjanmaa"),
        (Guest("Arto", "Pulkkinen", "Kajaanin kehitys"), "Kainuu"),
        (Guest("Reetta", "Savolainen", "Kuhmon kansalaisopisto"), "Kainuu"),
    ),
}

# Funded projects: name, region, responsible person. Sami Laaksonen has changed jobs since the
# planning group's sheet was made.
PROJECTS: tuple[tuple[str, str, Guest], ...] = (
    ("Taitopolku", "Uusimaa", Guest("Mikko", "Salonen", "Uudenmaan yrittäjäverkko")),
    ("Taitopolku", "Uusimaa", Guest("Kaisa", "Hämäläinen", "Vantaan taitotalo")),
    ("Osaamisen kipinä", "Kainuu", Guest("Tuula", "Karppinen", "Kajaanin kehitys")),
    ("Osaamisen kipinä", "Kainuu", Guest("Seppo", "Väisänen", "Sotkamon yrityspalvelut")),
    ("Opinkaari", "Etelä-Pohjanmaa", Guest("Kirsi", "Ojala", "Seinäjoen kampus")),
    ("Opinkaari", "Etelä-Pohjanmaa", Guest("Leena", "Hautamäki", "Lakeuden yrittäjät")),
    ("Verkosto 2030", "Pirkanmaa", Guest("Sami", "Laaksonen", "Pirkan kumppanit")),
    ("Verkosto 2030", "Pirkanmaa", Guest("Emmi", "Lindroos", "Pirkan kumppanit")),
    ("Pohjoisen taitajat", "Lappi", Guest("Helena", "Ylitalo", "Rovaniemen opistotalo")),
    ("Pohjoisen taitajat", "Lappi", Guest("Ilkka", "Portimo", "Kemin satamakampus")),
    ("Rannikon osaajat", "Pohjanmaa", Guest("Juha", "Kallio", "Vaasan rantakampus")),
    ("Rannikon osaajat", "Pohjanmaa", Guest("Anna-Kaisa", "Holm", "Pietarsaaren kehitys")),
)
