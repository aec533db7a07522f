"""How results are counted, told to readers: on the page of the report and in the report that the library takes."""

METHOD = (
    "Zbiór danych to plik tekstowy UTF-8. Pierwszy wiersz nazywa badanie, potem przy każdej grupie stoi odcisk jej "
    "ankiety i liczba odpowiedzi, a dalej odpowiedzi, po jednej w wierszu: JSON bez odstępów, z kluczami w porządku "
    "alfabetycznym, wiersze posortowane. Kto ma dostęp do zbioru w panelu, może pobrać ten plik i sprawdzić jego "
    "odcisk poleceniem sha256sum.",
    "Zapytanie mówi, czyje odpowiedzi policzono: grupa, klucz pytania z ankiety i filtr. Wyniki całej grupy to liczby "
    "osób przy każdej odpowiedzi; ukryto te, które zdradzałyby mniej niż 5 osób.",
    "Liczby z „ok.” (filtry, tabele krzyżowe, pytania zadane tylko części osób, pogrupowane odpowiedzi otwarte) są "
    "lekko zmienione szumem zależnym od tego, kogo dotyczą, i zaokrąglone do 5. To metoda kluczy komórek, znana ze "
    "spisów powszechnych. Ta sama grupa osób ma wszędzie tę samą liczbę.",
)
