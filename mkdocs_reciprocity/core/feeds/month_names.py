"""The names of the months, as dates in feeds write them."""

from __future__ import annotations

_NAMES = """
ene enero gen gener gennaio ian ianuarie jan janeiro januar januara januari january janv janvier led leden ledna oca
ocak sij sijecanj sijecnja sty styczen stycznia tammi tammikuu tammikuuta ιαν ιανουαριοσ ιανουαριου січ січень січня
янв январь января яну януари ינואר يناير јан јануар јануара jaan jaanuar janvaris janvari sausio sausis ژانویه בינואר
ינו كانونالثاني جانفي 一月 xaneiro ionawr urtarrila urtarrilak urtarrilaren januaro yanvar janar იანვარი հունվար
հունվարի januarie xan
|
feb febbraio febr febrer febrero februar februara februari februarie february fev fevereiro fevr fevrier helmi
helmikuu helmikuuta lut lutego luty sub subat uno unor unora velj veljaca veljace φεβ φεβρουαριοσ φεβρουαριου лют
лютии лютого фев февр февраль февраля февруари פברואר فبراير феб фебруар фебруара veebr veebruar februaris vasario
vasaris فوریه בפברואר פבר شباط فيفري 二月 pebruari pebrero febreiro chwefror otsaila otsailak otsailaren februaro fevral
shkurt თებერვალი փետրվար փետրվարի
|
bre brezen brezna maalis maaliskuu maaliskuuta maart mar marc marca march marcius marco marec maret mars mart martie
marts maerz marz marzec mrz marzo mrt ozu ozujak ozujka μαρ μαρτιοσ μαρτιου бер березень березня мар март марта מרץ
مارس marta kovas kovo במרץ اذار 三月 mac marso mawrth martxoa martxoak martxoaren marto მარტი մարտ մարտի
|
abr abril apr april aprila aprile aprilie aprilis avr avril dub duben dubna huhti huhtikuu huhtikuuta kwi kwiecien
kwietnia nis nisan tra travanj travnja απρ απριλιοσ απριλιου апр апрель апреля април квіт квітень квітня אפריל ابريل
априла aprill aprili balandis balandzio اوریل באפריל אפר نيسان افريل 四月 ebrill apirila apirilak apirilaren aprilo
aprel prill აპრილი ապրիլ ապրիլի
|
kve kveten kvetna mag maggio mai maig maio maj maja majus may mayo mayıs mei svi svibanj svibnja touko toukokuu
toukokuuta μαι μαιοσ μαιου маи мая трав травень травня מאי مايو мај маја maijs maija geguze geguzes مه במאי ايار ماي
五月 mayis maiatza maiatzak maiatzaren majo მაისი մայիս մայիսի
|
cerven cervna cvn cze czerwca czerwiec giu giugno haz haziran iun iunie juin jun juna june junho juni junij junio
junius juny kesa kesakuu kesakuuta lipanj lipnja ιουν ιουνιοσ ιουνιου июн июнь июня черв червень червня юни יוני يونيو
јун јуни јуна juuni junijs junija birzelis birzelio ژوين ביוני יונ حزيران جوان 六月 hunyo xuno mehefin ekaina ekainak
ekainaren iyun qershor ივნისი հունիս հունիսի
junie xun qer hun
|
cervence cervenec cvc heina heinakuu heinakuuta iul iulie juil juillet jul jula julho juli julij julio juliol julius
july lipca lipiec lug luglio srpanj srpnja tem temmuz ιουλ ιουλιοσ ιουλιου июл июль июля лип липень липня юли יולי
يوليو јул јули јула juuli julijs julija liepa liepos ژويیه ביולי יול تموز جويلية يوليوز 七月 julai hulyo xullo
gorffennaf uztaila uztailak uztailaren iyul korrik ივლისი հուլիս
հուլիսի julie xul
|
ago agost agosto agu agustos agustus aou aout aug august augusta augusti augustus augusztus avg avgust elo elokuu
elokuuta kol kolovoz kolovoza sie sierpien sierpnia srpen srpna αυγ αυγουστοσ αυγουστου авг август августа серп
серпень серпня אוגוסט اغسطس augusts rugpjutis rugpjucio اوت באוגוסט אוג اب غشت 八月 ogos agust awst abuztua abuztuak
abuztuaren augusto avqust gusht აგვისტო օգոստոս օգոստոսի gush
|
eyl eylul ruj rujan rujna sep sept september septembra septembre septembrie septiembre set setembre setembro settembre
syys syyskuu syyskuuta szept szeptember wrz wrzesien wrzesnia zar zari σεπ σεπτεμβριοσ σεπτεμβριου вер вересень
вересня сен сент сентябрь сентября сеп септември ספטמבר سبتمبر септембар септембра septembris rugsejis rugsejo سپتامبر
בספטמבר ספט ايلول شتنبر 九月 setyembre medi iraila irailak irailaren septembro sentyabr shtator სექტემბერი սեպտեմբեր
սեպտեմբերի
|
eki ekim loka lokakuu lokakuuta oct october octobre octombrie octubre okt oktober oktobra ott ottobre out outubro paz
pazdziernik pazdziernika rij rijen rijna οκτ οκτωβριοσ οκτωβριου жовт жовтень жовтня окт октомври октябрь октября
אוקטובר اكتوبر октобар октобра oktoobris oktobris spalis spalio اکتبر באוקטובר אוק تشرينالاول 十月 oktubre hydref urria
urriak urriaren oktobro oktyabr tetor ოქტომბერი հոկտեմբեր հոկտեմբերի
|
kas kasım listopadu marras marraskuu marraskuuta noiembrie nov november novembra novembre novembro noviembre stu
studeni studenoga νοε νοεμβριοσ νοεμβριου лист листопад листопада ное ноември нояб ноя ноябрь ноября נובמבר نوفمبر нов
новембар новембра novembris lapkritis lapkricio نوامبر בנובמבר נוב تشرينالثاني نونبر 十一月 kasim nopember nobyembre
tachwedd azaroa azaroak azaroaren noyabr nentor ნოემბერი նոյեմբեր նոյեմբերի
|
ara aralık dec december decembra decembre decembrie des desember desembre dez dezember dezembro dic dicembre diciembre
gru grudnia grudzien joulu joulukuu joulukuuta pro prosinac prosinca prosince prosinec δεκ δεκεμβριοσ δεκεμβριου груд
грудень грудня дек декабрь декабря декември דצמבר ديسمبر дец децембар децембра dets detsember decembris gruodis
gruodzio دسامبر בדצמבר דצמ كانونالاول دجنبر 十二月 aralik disember disyembre decembro rhagfyr abendua abenduak
abenduaren dekabr dhjetor დეკემბერი դեկտեմբեր դեկտեմբերի
"""  # noqa: RUF001 - other scripts
MONTHS = {name: month for month, names in enumerate(_NAMES.split("|"), 1) for name in names.split()}
"""Names of months in some fifty languages, in small letters and without accents; none that can mean two months. Those
of two words (``تشرين الثاني``) are written as one.
"""

WEEKDAYS = frozenset("mac mar mawrth paz sub".split())
"""Names of months that are names of weekdays too: ``mar. 24 nov.``"""
