"""Words that the finding of names goes by, as base forms.

The given names and surnames are the usual ones in Poland, with pet forms and what neighbours from the east are called;
a name that is not listed is known by the dictionary's labels, only with less certainty where it is a common word too.
"""

GIVEN = frozenset(
    """Adam Adrian Adrianna Agata Agnieszka Albert Aldona Aleksander Aleksandra Alfred Alicja Alina Alojzy Amelia
    Anastazja Anatol Andrzej Aneta Angelika Aniela Anita Anna Antoni Antonina Apolonia Arkadiusz Artur August
    Barbara Bartłomiej Bartosz Beata Benedykt Bernadeta Bernard Blanka Błażej Bogdan Bogna Bogumił Bogumiła Bogusław
    Bogusława Bolesław Borys Bożena Bronisław Bronisława Brunon Bruno Cecylia Celina Cezary Czesław Czesława Dagmara
    Damian Daniel Daniela Danuta Daria Dariusz Dawid Dominik Dominika Donata Dorota Edmund Edward Edyta Eliza
    Elżbieta Emil Emilia Ernest Eryk Eugenia Eugeniusz Ewa Ewelina Fabian Felicja Feliks Ferdynand Filip Franciszek
    Franciszka Fryderyk Gabriel Gabriela Genowefa Gerard Grażyna Grzegorz Gustaw Halina Hanna Helena Henryk Henryka
    Honorata Hubert Ida Ignacy Igor Ilona Irena Ireneusz Irmina Iwona Iza Izabela Izabella Jacek Jadwiga Jakub Jan
    Janina Janusz Jarosław Jerzy Joanna Jolanta Józef Józefa Judyta Julia Julian Julita Juliusz Justyna Kacper
    Kajetan Kamil Kamila Karina Karol Karolina Katarzyna Kazimierz Kazimiera Kinga Klara Klaudia Klaudiusz Konrad
    Konstanty Kornelia Krystian Krystyna Krzysztof Ksawery Lech Leokadia Leon Leonard Leszek Lidia Lilianna Liliana
    Longina Lucjan Lucyna Ludwik Ludwika Łucja Łukasz Maciej Magda Magdalena Maksymilian Malwina Małgorzata Marcel
    Marcelina Marcin Marek Maria Marian Marianna Mariola Mariusz Marlena Marta Martyna Maryla Marzena Mateusz
    Matylda Maurycy Michał Michalina Mieczysław Mieczysława Mikołaj Milena Miłosz Mirela Mirosław Mirosława Monika
    Natalia Natasza Nikodem Nikola Nina Norbert Olaf Olga Oliwia Oliwier Olgierd Oskar Otylia Patrycja Patryk
    Paulina Paweł Pelagia Piotr Przemysław Radosław Rafał Regina Renata Robert Roch Roksana Roman Romana Romuald
    Ryszard Ryszarda Sabina Sandra Sebastian Seweryn Sławomir Sławomira Sonia Stanisław Stanisława Stefan Stefania
    Sylwester Sylwia Szczepan Szymon Tadeusz Tamara Tekla Teodor Teofil Teresa Tobiasz Tomasz Tymon Tymoteusz
    Urszula Violetta Wacław Wacława Waldemar Walenty Walentyna Waleria Wanda Weronika Wiesław Wiesława Wiktor
    Wiktoria Wilhelm Wincenty Witold Władysław Władysława Włodzimierz Wojciech Zbigniew Zdzisław Zdzisława Zenon
    Zenona Ziemowit Zofia Zuzanna Zygfryd Zygmunt Zyta Żaneta Aga Agusia Beatka Bartuś Danka Ewka Gaja Grzesiek
    Hanka Iwonka Jagoda Jarek Kalina Kamilek Laura Lena Lenka Madzia Maciek Maja Marysia Marzenka Michałek Nadia
    Natan Oliwka Piotruś Pola Róża Tosia Ula Ulka Wiola Wioletta Ksenia Adaś Ala Andżelika Ania Antek Asia Bartek
    Basia Bogusia Bolek Boguś Danka Darek Ela Ewcia Franek Gosia Grażka Hania Heniek Jacuś Janek Jaś Jasiek Jola
    Jolka Jurek Józek Kaśka Kasia Krysia Krzysiek Krzyś Kuba Lucyna Magdusia Małgosia Maniek Marcysia Mietek Mirek
    Misiek Ola Olek Patka Paulinka Piotrek Radek Renia Romek Rysiek Sławek Stasiek Staszek Tadek Tomek Wiesiek
    Wojtek Zbyszek Zdzisiek Zenek Zosia Zośka Zuzia Zyga Ahmed Ali Ahmad Andrij Artem Denys Dmytro Halyna Hassan
    Ihor Iryna Ivan Iwan Kateryna Ljudmyła Maksym Maryna Mohamed Mohammed Muhammad Mykoła Mykola Nadija Nazar Nguyen
    Oksana Oleg Oleh Oleksandr Oleksandra Oleksij Olena Olha Ostap Petro Ruslan Serhij Svitlana Swietłana Swiatosław
    Taras Tetiana Tetyana Vasyl Viktoria Volodymyr Wasyl Wołodymyr Yulia Yuliia Julija Jurij Natalija Anastasija
    Mychajło Bohdan Jewhen""".split()
)  # fmt: skip
SURNAMES = frozenset(
    """Adamczyk Adamski Andrzejewski Augustyniak Bąk Baran Baranowski Bednarek Bednarz Bielecki Bieniek Błaszczyk
    Borkowski Borowski Brzeziński Brzozowski Budzyński Bukowski Chmielewski Chojnacki Cichy Cieślak Czajka
    Czajkowski Czarnecki Czerwiński Czyż Dąbrowski Domański Dobrowolski Drozd Duda Dudek Dziedzic Dziuba Fijałkowski
    Filipek Gajda Gajewski Gawroński Gil Głowacki Gołąb Gołębiowski Górecki Górski Góralczyk Grabowski Grzelak Grzyb
    Gutowski Hajduk Jabłoński Jackowski Jagodziński Jakubowski Janicki Janik Jankowski Janowski Jarosz Jaroszewski
    Jasiński Jastrzębski Jaworski Jędrzejewski Jóźwiak Jurek Kaczmarczyk Kaczmarek Kaczor Kaczyński Kalinowski
    Kamiński Kania Karczewski Karpiński Kasprzak Kaźmierczak Klimek Kłos Kołodziej Kołodziejczyk Konieczny Kosiński
    Kot Kowal Kowalczyk Kowalewski Kowalik Kowalski Kozak Kozieł Kozioł Kozłowski Krajewski Krawczyk Krawiec Król
    Krupa Kruk Krzyżanowski Kubiak Kucharski Kuczyński Kujawa Kurek Kurowski Kwiatkowski Laskowski Lech Leśniak
    Lewandowski Lewicki Lis Lisowski Łuczak Łukasik Maciejewski Madej Majchrzak Majewski Makowski Malec Malinowski
    Marciniak Marcinkowski Markiewicz Markowski Matuszewski Matusiak Mazur Mazurek Michalak Michalik Michalski
    Mikołajczyk Mikulski Milewski Morawski Mróz Murawski Musiał Muszyński Nawrocki Niemiec Nowacki Nowak Nowakowski
    Nowicki Olejniczak Olejnik Olszewski Orłowski Orzechowski Osiński Ostrowski Owczarek Pająk Paluch Paszkowski
    Pawlak Pawlik Pawłowski Pawełczyk Piasecki Piątek Piątkowski Piekarski Pietrzak Pietrzyk Piotrowski Polak
    Popławski Przybylski Przybyła Ptak Raczyński Ratajczak Rogowski Romanowski Rosiński Rudnicki Rutkowski Rybak
    Ryba Sadowski Sawicki Serafin Siedlecki Sienkiewicz Sikora Sikorski Skiba Skowroński Skrzypczak Słowik Sobczak
    Sobczyk Sobolewski Socha Sokołowski Sosnowski Sowa Sroka Stachowiak Stankiewicz Stasiak Stefański Stępień
    Stępniak Strzelecki Szczepaniak Szczepański Szewczyk Szulc Szymański Szymczak Śliwa Śliwiński Świątek Świderski
    Świerczyński Tkaczyk Tomaszewski Tomczak Tomczyk Turek Twardowski Urban Urbaniak Urbański Walczak Walkowiak
    Wasiak Wasilewski Wawrzyniak Węgrzyn Wesołowski Wieczorek Wierzbicki Wilczek Wilczyński Wilk Wiśniewski
    Witkowski Włodarczyk Wojciechowski Wojtkowiak Wolski Woźniak Wójcicki Wójcik Wójtowicz Wrona Wróbel Wroński
    Wysocki Zając Zaremba Zawadzki Zakrzewski Zalewski Zawada Zieliński Zięba Ziółkowski Żak Żuk Żurek
    Żukowski""".split()
)  # fmt: skip
HONORIFICS = frozenset("pan pana panu panem panie pani panią państwo państwa państwu państwem".split())
# What may stand between „pan” and a name, and what is no name after it.
TITLES = frozenset(
    """adwokat asystent asystentka brygadzista burmistrz doktor doradca doradczyni dyrektor dyrektorka instruktor
    instruktorka inspektor inżynier kierownik kierowniczka komornik koordynator koordynatorka kurator kuratorka
    lekarz lekarka magister marszałek mecenas minister opiekun opiekunka pedagog poseł posłanka prawnik prezes
    prezeska prezydent profesor przewodniczący przewodnicząca psycholog radca radny radna redaktor referent rzecznik
    sędzia sekretarz senator skarbnik sołtys specjalista specjalistka starosta terapeuta terapeutka wicedyrektor
    wiceprezes wojewoda wójt zastępca""".split()
)  # fmt: skip
SHORT_TITLES = frozenset("dr mgr inż prof hab mec red kier dyr lek med adw ks kpt st mł asp".split())
ROLES = TITLES | frozenset(
    """absolwent absolwentka babcia bezrobotny beneficjent brat bratowa chłopak ciocia ciotka córka dziadek
    dziewczyna klient klientka kolega koleżanka konkubent kuzyn kuzynka listonosz mama mąż matka narzeczona
    narzeczony ojciec partner partnerka podopieczny podopieczna pracodawca pracownik pracownica przyjaciel
    przyjaciółka siostra siostrzeniec skarbniczka solenizant sąsiad sąsiadka syn szef szefowa szwagier świadek tata
    teść teściowa trener trenerka uczestnik uczestniczka ukrainiec wnuczka wnuk wujek wychowawca wychowawczyni
    znajomy znajoma żona nazwisko""".split()
)  # fmt: skip
# Their adjective is a place („Wojewoda Mazowiecki”), unless it is a usual surname.
OFFICES = frozenset(
    "burmistrz inspektor komendant konserwator kurator prezydent rzecznik starosta wojewoda wójt".split()
)
# The second word of towns that begin like people: „Kazimierz Dolny”.
OF_TOWNS = frozenset("dolny górny mały nowy stary wielki duży zdrój".split())
FAMILIES = frozenset("rodzina rodzic małżeństwo małżonek państwo bracia brat siostra rodzeństwo dziecko".split())
PATRONS = frozenset(
    """im imienia imieniem św święty święta święte bł błogosławiony pw wezwanie patron patronka ul ulica al aleja pl
    plac os osiedle rondo skwer most park bulwar trasa król królowa papież""".split()
)  # fmt: skip
# A name in a row of capital letters with one of these belongs to an institution or a place, unless it is a full one.
INSTITUTIONS = frozenset(
    """akademia agencja bank biblioteka biuro caritas centrum diecezja dom dziennik fundacja fundusz gmina hospicjum
    hotel instytut izba jednostka kancelaria kasa klasztor klinika klub kodeks komenda komisja konstytucja kościół
    krąg liceum miasto ministerstwo monar muzeum nagroda oddział ogród organizacja ośrodek park parafia placówka
    poradnia powiat program projekt przedszkole przychodnia rada region sąd schronisko spółdzielnia spółka starostwo
    stowarzyszenie świetlica szkoła szpital technikum towarzystwo uniwersytet urząd ustawa warsztat wieś województwo
    wspólnota wydział wydawnictwo zakład zarząd zespół związek żłobek""".split()
)  # fmt: skip
