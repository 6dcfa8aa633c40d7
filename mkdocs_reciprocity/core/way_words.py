"""The lists of words for `public_ways`: which `via` is a public place, and which is not.

The author is asked about a `via` that is in none of the lists.
"""

# ruff: noqa: RUF001 - Cyrillic looks like Latin

from __future__ import annotations

PUBLIC = """
# networks on which what is said is said to all
mastodon|fediverse|fedi|fediverso|fediversum|fédivers|pixelfed|peertube|pleroma|akkoma|misskey|sharkey|iceshrimp
firefish|gotosocial|friendica|hubzilla|lemmy|piefed|kbin|mbin|bookwyrm|funkwhale|writefreely|mobilizon|loops
wafrn|bluesky|blue sky|bsky|threads|twitter|x|tumblr|cohost|linkedin|linked in|facebook|instagram|tiktok|tik tok
pinterest|weibo|vk|vkontakte|xing|medium|substack|ghost|wordpress|word press|blogger|blogspot|livejournal
live journal|dreamwidth|micro blog|microblog|nostr|farcaster|hive|diaspora|plurk|pillowfort|spacehey|neocities
bear blog|bearblog|lobsters|lobste rs|hacker news|hackernews|hn|ycombinator|slashdot|digg|reddit|subreddit
metafilter|tildes|tilde news|barnacles|pinboard|delicious|diigo|are na|flipboard|scoop it|techmeme|feedly
inoreader|newsblur|product hunt|indie hackers|dev to|hashnode|stack overflow|stackoverflow|stack exchange
stackexchange|quora|wikipedia|wikidata|wiktionary|goodreads|letterboxd|librarything|storygraph|last fm|lastfm
bandcamp|soundcloud|mixcloud|flickr|500px|unsplash|deviantart|artstation|behance|dribbble|ravelry|strava|vimeo
youtube|you tube|twitch|dailymotion|odysee|spotify|apple podcasts|itunes|github|gitlab|codeberg|sourcehut
bitbucket|gist|pypi|npm|crates io|indieweb|indie web|indienews|usenet|slideshare|speaker deck|zenodo|arxiv|orcid
researchgate|ao3|wattpad|kickstarter|indiegogo|imdb|tripadvisor|yelp|trustpilot|マストドン|мастодон|ماستودون
מסטודון|마스토돈|长毛象|長毛象|ブルースカイ|블루스카이|твиттер|ツイッター|트위터|推特|تويتر|טוויטר|ट्विटर|ютуб
ютьюб|ユーチューブ|유튜브|يوتيوب|יוטיוב|यूट्यूब|フェディバース|федиверс|微博|知乎|豆瓣|小红书|哔哩哔哩|bilibili
はてなブックマーク|はてブ|hatena|qiita|zenn|note com|habr|хабр|pikabu|пикабу|дзен|вконтакте|вк|livedoor|naver
velog|tistory|taringa|menéame|meneame|wykop|flashback|jeuxvideo|hackerspace|heise|gutefrage|فيسبوك|انستغرام
لينكدإن|페이스북|フェイスブック|фейсбук
# things that are made to be read by all
blog|blogs|weblog|web log|blogg|blogi|blogue|bitácora|blogpost|blog post|blogging|блог|блоге|блога|ブログ|블로그
博客|部落格|مدونة|مدونه|وبلاگ|בלוג|ιστολόγιο|μπλογκ|ब्लॉग|บล็อก|blogum|bloga|blogu|blogja|blogját|blogom
我的博客|newsletter|newsletters|infolettre|boletín|boletim|nieuwsbrief|nyhetsbrev|nyhedsbrev|uutiskirje|bülten
hírlevél|ニュースレター|뉴스레터|ניוזלטר|नियूज़लेटर|ενημερωτικό δελτίο|rss|rss feed|atom|atom feed|json feed
feed|feeds|planet|aggregator|webmention|webmentions|pingback|trackback|webring|web ring|blogroll|blog roll
linkblog|link blog|linklog|link log|linkdump|link dump|linkroll|link list|linkliste|links page|bookmarks page
website|web site|webseite|webpage|web page|homepage|home page|site|página web|sitio web|sitio|site web|sito
sito web|webbplats|webbsida|hjemmeside|nettside|kotisivu|verkkosivu|сайт|ウェブサイト|サイト|웹사이트|网站|網站
موقع|אתר|ιστοσελίδα|वेबसाइट|เว็บไซต์|strona|stránka|web|the web|www|internet|online magazine|wiki|forum|forums
foro|fórum|foorumi|форум|フォーラム|포럼|论坛|論壇|منتدى|פורום|φόρουμ|message board|messageboard|bulletin board
guestbook|guest book|gästebuch|livre d or|libro de visitas|gastenboek|podcast|podcasts|podkast|подкаст|подкасте
ポッドキャスト|팟캐스트|播客|بودكاست|פודקאסט|radio|television|tv|video|videos|vidéo|vídeo|видео|فيديو
youtube channel|youtube kanal|livestream|live stream|webinar|screencast|magazine|zine|zines|fanzine|newspaper
zeitung|zeitschrift|journal|revista|rivista|krant|tidning|gazeta|газета|журнал|عدد|book|buch|livre|libro|livro
boek|bok|книга|press|presse|prensa|article|artikel|articolo|artículo|artigo|статья|記事|مقال|essay|column
kolumne|comment section|comments section|readme
"""
"""Lines of ways, each a word or several, divided by ``|``; ``#`` begins a heading."""

FILLING = """
on|in|at|by|via|from|of|the|a|an|my|our|his|her|their|your|this|that|its|to|and|with|over|through|per|using|as
for|s|no|nr|vol|issue|number|part|new|old|own|personal|weekly|monthly|daily|links|link|roundup|digest|post|posts
page|entry|episode|thread|boost|boosts|boosted|reblog|reblogged|repost|reposted|retweet|retweeted|quote|quoted
share|shared|toot|toots|tweet|tweets|skeet|hashtag|timeline|comment|comments|commented|reply|replies|replied
answer|mention|mentions|review|story|public|publicly|öffentlich|auf|im|am|bei|über|durch|mein|meine|meinem
meinen|meiner|unser|unserem|der|die|das|dem|den|des|ein|eine|einem|einer|und|aus|von|vom|zum|zur|sein|seinem|ihr
ihrem|kommentar|kommentare|beitrag|antwort|geteilt|teilen|sur|dans|par|le|la|les|l|un|une|mon|ma|mes|notre|nos
du|de|d|au|aux|et|son|sa|ses|leur|commentaire|partage|billet|réponse|en|el|los|las|una|mi|mis|nuestro|nuestra
por|al|del|y|con|su|comentario|publicación|entrada|respuesta|nas|em|o|os|um|uma|meu|minha|do|da|pelo|pela|e|com
comentário|compartilhado|sul|sulla|nel|nella|il|lo|gli|mio|mia|della|di|i|commento|op|het|een|mijn|ons|onze|van
på|min|mitt|mit|og|och|na|w|v|z|ve|mój|moja|moje|moim|můj|в|на|во|мой|моя|моём|моем|моего|из|по|через
комментарий|пост|の|で|に|على|في|من|عبر|ב|στο|μου
"""
"""Words that may stand beside them, and make nothing private."""

CLOSED = """
e mail|email|emails|mailto|gmail|e post|epost|e posta|eposta|correo|correo electrónico|correio|e mailed|emailed
courriel|courriels|mél|posta elettronica|sähköposti|drótposta|имейл|емейл|почта|электронная почта|эл почта
по почте|メール|電子メール|이메일|전자우편|邮件|电邮|電郵|电子邮件|電子郵件|بريد إلكتروني|البريد الإلكتروني
ايميل|إيميل|ایمیل|אימייל|דואל|דוא ל|ईमेल|อีเมล|ηλεκτρονικό ταχυδρομείο|μέιλ|pgp|gpg|postcard|postkarte
carte postale|cartolina|письмо|手紙|편지|信件|מכתב|dm|dms|pm|pms|pn|pns|d m|p m|p n|dmed|pmed|direct message
direct messages|direktnachricht|direktnachrichten|privatnachricht|privatnachrichten|nachricht|nachrichten
private|privately|privat|privé|privée|privado|privada|privato|privata|prywatnie|prywatna|soukromě|soukromá|özel
приватно|личка|личку|личке|личное сообщение|личные сообщения|лс|в лс|message privé|messages privés
mensaje directo|mensaje privado|mensagem direta|mensagem privada|messaggio privato|messaggio diretto
privébericht|direct bericht|meddelande|besked|privat besked|wiadomość|wiadomosc|wiadomość prywatna|pw|zpráva
soukromá zpráva|özel mesaj|yksityisviesti|privát üzenet|προσωπικό μήνυμα|μήνυμα|رسالة خاصة|رسائل خاصة|خاص
הודעה פרטית|הודעה|ダイレクトメッセージ|個人的に|비공개|쪽지|다이렉트 메시지|디엠|私信|私訊|私聊|短信|簡訊
निजी संदेश|संदेश|ข้อความส่วนตัว|tin nhắn|pesan langsung|pesan pribadi|text message|text messages|messenger
inmail|private chat|sms|mms|imessage|facetime|whatsapp|whats app|signal message|signal chat|signal call|threema
telegram|wechat|weixin|微信|viber|skype|kakaotalk|카카오톡|qq|briar|xmpp|jabber|deltachat|delta chat|olvid|wickr
phone|phoned|phone call|phone calls|telephone|telefon|telefonisch|téléphone|teléfono|telefone|telefono|puhelin
телефон|по телефону|電話|전화|电话|هاتف|טלפון|voicemail|landline|fax|in person|face to face|persönlich
en persona|en personne|personally
"""
"""Ways that surely reach one person only, also as part of a longer text. The author is not asked about them."""

CLOSED_ALONE = """
mail|mails|letter|letters|lettre|brief|carta|post|signal|direct|directly|message|messages|mp|md|chat|call|line
session|wire|رسالة
"""
"""The same, if the way has no other words."""
