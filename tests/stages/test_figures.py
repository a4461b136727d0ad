"""Figures: what the numbers of a sentence tell of one act, in sentences of our own parsed by the shipped model.

``TUNED`` was there while the rules were made. ``KEPT`` and ``LONGER`` were written after they were done: 39 of 42, then
20 of 24, came out as expected the first time. The rules were then mended for six of the seven others, so what the two
tables give now is no longer that of unseen text; their rows are as first written.
"""

from __future__ import annotations

import pytest

from crisisdesk.coder import Coder
from crisisdesk.language.parse import Parse, Token
from crisisdesk.lexicon.figures import load_figure_words
from crisisdesk.model.codebook import Kind, Rule
from crisisdesk.model.figure import Figure
from crisisdesk.model.span import Span
from crisisdesk.stages.clauses import Clauses
from crisisdesk.stages.figure_numbers import Numeral, Numerals
from crisisdesk.stages.figures import find_figures
from crisisdesk.stages.triggers import Trigger

Row = tuple[str, str, list[str]]

RULE = Rule(id="own", type="ASSAULT", mode=None, cameo="190", kind=Kind.VERB, lemmas=("*",))
TUNED_LEAST, KEPT_LEAST = 0.97, 0.95
TUNED: list[Row] = [
    ("At least 12 people were killed and 30 wounded in the attack.", "attack", ["killed 12..", "wounded 30"]),
    ("At least 12 people were killed and 30 wounded in the attack.", "killed", ["killed 12..", "wounded 30"]),
    ("Rebels killed 12 people in Gao.", "killed", ["killed 12"]),
    ("A bomb exploded in a market, killing 12 and wounding 30.", "exploded", ["killed 12", "wounded 30"]),
    (
        "A bomb exploded in a market, killing between 20 and 30 people and wounding twenty-five.",
        "exploded",
        ["killed 20-30", "wounded 25"],
    ),
    ("The death toll from the attack rose from 20 to 34.", "attack", ["killed 34"]),
    ("The death toll rose to 34.", "rose", ["killed 34"]),
    ("The blast left 12 people dead and 12-15 injured.", "blast", ["killed 12", "wounded 12-15"]),
    ("No one was hurt in the shelling.", "shelling", ["wounded 0"]),
    ("The raid killed no one.", "raid", ["killed 0"]),
    ("Police arrested dozens of protesters.", "arrested", ["arrested 24+"]),
    ("Hundreds of thousands marched through Santiago.", "marched", ["people 200000+"]),
    ("Washington sent $1.5 million in aid.", "sent", ["dollars 1500000"]),
    ("12 killed in Kabul blast.", "blast", ["killed 12"]),
    ("Gunmen shot dead two or three soldiers.", "shot", ["killed 2-3"]),
    ("As many as 3,000 troops were deployed to the border.", "deployed", ["troops ..3000"]),
    ("The raid claimed 7 lives.", "raid", ["killed 7"]),
    ("More than 100 others were hurt.", "hurt", ["wounded 100.."]),
    ("Up to 20 fighters were killed.", "killed", ["killed ..20"]),
    ("Nearly 300 people were detained.", "detained", ["arrested ..300"]),
    ("The army lost 20 to 30 soldiers in the ambush.", "ambush", ["soldiers 20-30"]),
    ("Scores of people were wounded when police opened fire.", "opened", ["wounded 40+"]),
    ("Thousands of workers protested in Lima.", "protested", ["workers 2000+"]),
    ("A dozen villagers were abducted.", "abducted", ["abducted 12"]),
    ("Half a dozen villagers were abducted.", "abducted", ["abducted 6"]),
    ("Two soldiers were killed.", "killed", ["killed 2"]),
    ("A man was killed in the shelling.", "shelling", ["killed 1"]),
    ("A policeman and two civilians were wounded.", "wounded", ["wounded 1", "wounded 2"]),
    ("A truck was destroyed by rebels.", "destroyed", []),
    ("The strike hit a school, killing three and injuring seven.", "hit", ["killed 3", "wounded 7"]),
    ("The strike killed three people on 12 May 2020.", "killed", ["killed 3"]),
    ("In 2014 Russia annexed Crimea.", "annexed", []),
    ("Israel bombed a base 30 km from Damascus.", "bombed", []),
    ("A 12-year-old boy was killed by a sniper.", "killed", ["killed 1"]),
    ("Police arrested John Smith, 34, in Leeds.", "arrested", []),
    ("The Security Council adopted Resolution 2254.", "adopted", []),
    ("Prices rose by 12 percent.", "rose", []),
    ("The army killed one of the leaders.", "killed", []),
    ("Some 3,000 families fled the fighting.", "fighting", ["displaced ~3000"]),
    ("The fighting displaced about 1.2 million people.", "displaced", ["displaced ~1200000"]),
    ("Rebels attacked the village and killed 12 civilians.", "attacked", ["killed 12"]),
    ("Rebels attacked the village and the army killed 12 of them.", "attacked", []),
    ("The attack, which killed 19 people, was condemned by Paris.", "attack", ["killed 19"]),
    ("Paris condemned the attack that killed 19 people.", "condemned", []),
    ("Police fired tear gas and arrested 50 people.", "fired", []),
    ("Police raided a mosque, arresting 12 men.", "raided", ["arrested 12"]),
    ("Three gunmen killed five people.", "killed", ["gunmen 3", "killed 5"]),
    ("Twelve people, including three children, were killed.", "killed", ["killed 12"]),
    ("Russia fired 40 missiles at Kyiv.", "fired", ["missiles 40"]),
    ("The rebels released dozens of prisoners.", "released", ["prisoners 24+"]),
    ("The two countries signed an agreement.", "signed", []),
    ("Seven people were killed and another 15 wounded.", "killed", ["killed 7", "wounded 15"]),
    ("Fewer than 20 people took part in the protest.", "protest", ["people ..20"]),
    ("There were no casualties in the attack.", "attack", ["casualties 0"]),
    ("The attack caused no casualties.", "attack", ["casualties 0"]),
    ("The killing of 12 villagers drew anger.", "killing", ["killed 12"]),
    ("The M23 rebels took two towns near Goma.", "took", ["towns 2"]),
    ("An estimated 500 houses were burned down.", "burned", ["houses ~500"]),
    ("One soldier died and three others were injured in the clash.", "clash", ["killed 1", "wounded 3"]),
    ("One hundred and twenty people were deported.", "deported", ["deported 120"]),
    ("Several hundred people were displaced.", "displaced", ["displaced 200+"]),
    ("The army sent a convoy of 30 trucks to the town.", "sent", ["trucks 30"]),
    ("Police killed three protesters and arrested 50.", "killed", ["killed 3"]),
    ("Police killed three protesters and arrested 50.", "arrested", ["arrested 50"]),
    ("Officials said 40 people died in the bombing.", "bombing", ["killed 40"]),
    ("Nobody was arrested.", "arrested", ["arrested 0"]),
    ("A suicide bomber struck a checkpoint, leaving 8 dead and 20 wounded.", "struck", ["killed 8", "wounded 20"]),
    ("Troops stormed the camp at 3:30 a.m. on Monday.", "stormed", []),
    ("Talks lasted for three days.", "Talks", []),
    ("The EU pledged €20 million for refugees.", "pledged", ["euros 20000000"]),
    ("He was sentenced to 10 years.", "sentenced", []),
    ("Japan sent 20 million dollars.", "sent", ["dollars 20000000"]),
    (
        "At least seven police officers were killed on Tuesday when gunmen attacked a checkpoint in Kandahar.",
        "attacked",
        ["killed 7.."],
    ),
    (
        "At least seven police officers were killed on Tuesday when gunmen attacked a checkpoint in Kandahar.",
        "killed",
        ["killed 7.."],
    ),
    (
        "The United States imposed sanctions on 14 officials and three companies.",
        "imposed",
        ["officials 14", "companies 3"],
    ),
    ("More than 5,000 people have fled their homes since January.", "fled", ["displaced 5000.."]),
    ("Clashes between farmers and herders left at least 86 people dead.", "Clashes", ["killed 86.."]),
    ("The ministry said 13 of its soldiers had been killed in overnight shelling.", "killed", ["killed 13"]),
    ("The ministry said 13 of its soldiers had been killed in overnight shelling.", "shelling", ["killed 13"]),
    ("Turkey deported over 1,500 migrants last week.", "deported", ["deported 1500.."]),
    ("Boko Haram fighters kidnapped 276 schoolgirls from Chibok in 2014.", "kidnapped", ["abducted 276"]),
    ("Tens of thousands of demonstrators gathered in Minsk.", "gathered", ["demonstrators 20000+"]),
    ("Germany will deliver 18 Leopard tanks to Ukraine.", "deliver", ["tanks 18"]),
    ("The two sides exchanged 200 prisoners each.", "exchanged", ["prisoners 200"]),
    ("An air strike on a hospital in Kunduz killed 42 people, 14 of them staff.", "strike", ["killed 42"]),
    ("Al-Shabaab claimed responsibility for the bombing that killed at least 20.", "bombing", ["killed 20.."]),
    ("Five people were killed and several others injured.", "killed", ["killed 5"]),
    ("Unidentified gunmen shot and killed a journalist in Mexico.", "killed", ["killed 1"]),
    ("Soldiers shot dead a protester and injured dozens more.", "shot", ["killed 1", "wounded 24+"]),
    ("The blast, which injured about 60 people, damaged 15 houses.", "blast", ["wounded ~60", "houses 15"]),
    ("Egypt sentenced 75 people to death over a 2013 sit-in.", "sentenced", ["people 75"]),
    ("The government expelled three Russian diplomats.", "expelled", ["diplomats 3"]),
    ("Nearly two million children need aid, the UN said.", "said", []),
    ("The court jailed five activists for up to six years.", "jailed", ["arrested 5"]),
    ("Police used water cannon against about 2,000 protesters.", "used", ["protesters ~2000"]),
    ("The EU will give Jordan a loan of 500 million euros.", "give", ["euros 500000000"]),
    ("Twenty-three soldiers died in an ambush near the border with Niger.", "ambush", ["killed 23"]),
    ("The rebels said they had captured 40 soldiers and destroyed six tanks.", "captured", ["soldiers 40"]),
    ("The rebels said they had captured 40 soldiers and destroyed six tanks.", "destroyed", ["tanks 6"]),
    (
        "A Palestinian teenager was killed and 17 people were wounded during a raid in Jenin.",
        "raid",
        ["killed 1", "wounded 17"],
    ),
    ("The number of people killed in the bombing has risen to 58.", "bombing", ["killed 58"]),
    (
        "Fighting in Sudan has killed more than 12,000 people and displaced seven million.",
        "Fighting",
        ["killed 12000..", "displaced 7000000"],
    ),
    ("Hospital officials said the strike killed 16 people, among them five women.", "strike", ["killed 16"]),
    ("North Korea fired two short-range ballistic missiles into the sea.", "fired", ["missiles 2"]),
    ("Three Israelis and two Palestinians were killed in separate attacks.", "attacks", ["killed 3", "killed 2"]),
    ("Around 150 people attended the protest in front of the embassy.", "protest", ["people ~150"]),
    ("The attackers killed a village chief and his two sons.", "killed", ["killed 1", "killed 2"]),
    ("He said that 40 to 50 militants had been killed in the operation.", "operation", ["killed 40-50"]),
    (
        "The army said it killed eight militants in a raid on their hideout, while one soldier was wounded.",
        "raid",
        ["killed 8"],
    ),
    ("The drone attack wounded 18 people, four of them critically.", "attack", ["wounded 18"]),
    (
        "Four people were injured, none of them seriously, when police dispersed the protest.",
        "dispersed",
        ["wounded 4"],
    ),
    ("Nigeria's army freed 338 hostages.", "freed", ["hostages 338"]),
    (
        "Police detained hundreds of people, including 40 minors, at rallies in 20 cities.",
        "detained",
        ["arrested 200+"],
    ),
    ("Demonstrators threw stones, injuring six officers.", "threw", ["wounded 6"]),
    ("Ukraine shot down 12 of 15 drones.", "shot", ["drones 12"]),
    ("The gunmen abducted a priest and killed his driver.", "abducted", []),
    ("Rebel shelling of Donetsk killed six civilians and wounded up to 17.", "shelling", ["killed 6", "wounded ..17"]),
    (
        "Up to 90 fishermen rallied on Monday in Ghana, where 14 people were killed in riots last May, a radio said.",
        "rallied",
        ["fishermen ..90"],
    ),
    ("FARC handed over seven kidnapped engineers to the Red Cross.", "handed", ["engineers 7"]),
    ("Police arrested two nationals at the request of the United States.", "request", []),
]
# Of more words, as agencies write.
LONGER: list[Row] = [
    (
        "GOMA, Congo, May 4 - At least 17 civilians were hacked to death by suspected ADF rebels in two "
        "villages near Beni, local officials said on Saturday.",
        "hacked",
        ["killed 17..", "villages 2"],
    ),
    (
        "Sudan's army said on Monday it had repelled an assault on El Fasher, killing more than 200 fighters "
        "and destroying 30 vehicles.",
        "assault",
        [],
    ),
    (
        "Sudan's army said on Monday it had repelled an assault on El Fasher, killing more than 200 fighters "
        "and destroying 30 vehicles.",
        "repelled",
        ["killed 200.."],
    ),
    (
        "The authorities in Addis Ababa detained at least 1,200 people, most of them Tigrayans, the rights "
        "commission said.",
        "detained",
        ["arrested 1200.."],
    ),
    (
        "Israeli police said 23 officers were lightly hurt and 15 suspects arrested in the disturbances.",
        "arrested",
        ["arrested 15"],
    ),
    (
        "A suicide bomber in a truck killed himself and 31 recruits at a training camp outside Mogadishu, "
        "witnesses told Radio Kulmiye.",
        "killed",
        ["killed 31"],
    ),
    (
        "Protests against the fuel levy have left 22 dead since last Thursday, a medical union said.",
        "Protests",
        ["killed 22"],
    ),
    (
        "Armenia and Azerbaijan swapped 32 Armenian soldiers for two Azerbaijani ones at the border.",
        "swapped",
        ["soldiers 32"],
    ),
    ("The Philippines filed a protest after 48 Chinese boats were seen near Iroquois Reef.", "protest", []),
    ("Chad lost 92 soldiers in the deadliest attack ever on its army.", "attack", ["soldiers 92"]),
    (
        "About 1,000 Cubans shouted slogans outside a police station in Bayamo and threw bottles.",
        "shouted",
        ["cubans ~1000"],
    ),
    ("Saudi Arabia executed 81 men in a single day, its largest mass execution in decades.", "executed", ["killed 81"]),
    ("Hamas took about 250 people hostage during the assault.", "took", ["people ~250"]),
    (
        "Six members of one family, among them a baby, died when a mortar shell struck their house in Taiz.",
        "struck",
        ["killed 6"],
    ),
    (
        "Ecuador declared an internal armed conflict and sent 3,000 police and soldiers into the prisons.",
        "sent",
        ["police 3000"],
    ),
    (
        "Gunmen on motorcycles killed between 40 and 45 people at a wedding in Niger's Tillaberi region overnight.",
        "killed",
        ["killed 40-45"],
    ),
    ("Prosecutors charged seven police officers over the death of a detainee.", "charged", ["officers 7"]),
    ("Colombia's ELN rebels released two Dutch journalists unharmed on Saturday.", "released", ["journalists 2"]),
    (
        "Overnight drone attacks on Odesa injured 11 people and knocked out power to 50,000 homes.",
        "attacks",
        ["wounded 11"],
    ),
    ("Sri Lanka's parliament approved a loan of $2.9 billion from the fund.", "approved", ["dollars 2900000000"]),
    ("The UN evacuated 120 staff and their families from Kabul.", "evacuated", ["staff 120"]),
    ("Vandals set fire to three mosques in Malmo, and no one has been arrested.", "set", ["mosques 3"]),
    ("Mexico extradited 29 drug bosses to the United States.", "extradited", ["bosses 29"]),
    (
        "Seoul expects Pyongyang to send up to 12,000 troops, four brigades in all, to Russia by December 2024.",
        "send",
        ["troops ..12000"],
    ),
]
KEPT: list[Row] = [
    ("Gunmen burst into a cafe in Dhaka and shot 18 foreigners.", "shot", ["foreigners 18"]),
    ("Militants ambushed an army patrol near Diffa, killing at least nine soldiers.", "ambushed", ["killed 9.."]),
    ("Scores of migrants were arrested in a sweep through Tripoli.", "arrested", ["arrested 40+"]),
    (
        "A grenade attack on a bar in Bujumbura left three dead and dozens injured.",
        "attack",
        ["killed 3", "wounded 24+"],
    ),
    (
        "Floods of refugees continued, with more than 60,000 displaced by the fighting.",
        "fighting",
        ["displaced 60000.."],
    ),
    (
        "Venezuelan police used rubber bullets, wounding five students and a teacher.",
        "used",
        ["wounded 5", "wounded 1"],
    ),
    ("The coalition carried out 14 air strikes near Mosul.", "strikes", ["strikes 14"]),
    ("Norway promised $250 million for reconstruction.", "promised", ["dollars 250000000"]),
    ("The militia kidnapped between 80 and 100 schoolboys from Kankara.", "kidnapped", ["abducted 80-100"]),
    ("Nobody was killed when rockets hit the airport in Erbil.", "hit", ["killed 0"]),
    ("Nearly 40 lawmakers walked out of parliament in protest.", "walked", ["lawmakers ..40"]),
    ("The toll from the clashes climbed to 112.", "clashes", ["killed 112"]),
    (
        "Two Turkish soldiers died and six were wounded in a mortar attack on their post.",
        "attack",
        ["killed 2", "wounded 6"],
    ),
    ("India recalled 41 Canadian diplomats.", "recalled", ["diplomats 41"]),
    ("Police in Harare beat protesters and arrested about two dozen of them.", "arrested", ["arrested ~24"]),
    ("The navy seized a ship carrying 2,000 rifles.", "seized", []),
    ("A 45-year-old farmer was shot dead on Friday.", "shot", ["killed 1"]),
    ("The junta freed some 5,600 prisoners under an amnesty.", "freed", ["prisoners ~5600"]),
    ("A car bomb killed a general and his driver in Damascus in 2013.", "killed", ["killed 1"]),
    ("Fewer than 100 villagers remained after rebels burned 300 huts.", "burned", ["huts 300"]),
    ("Tens of thousands of people rallied in Yerevan against the government.", "rallied", ["people 20000+"]),
    ("The army killed 11 militants and captured four others in a raid in Waziristan.", "raid", ["killed 11"]),
    ("The minister met 12 ambassadors on 3 June.", "met", ["ambassadors 12"]),
    ("No casualties were reported in the shelling of Donetsk.", "shelling", ["casualties 0"]),
    ("Israel will allow 500 trucks a day into Gaza.", "allow", ["trucks 500"]),
    ("A blast ripped through a mosque in Kunduz, killing scores of worshippers.", "blast", ["killed 40+"]),
    ("Poland sent 10 to 12 fighter jets to Kyiv.", "sent", ["jets 10-12"]),
    ("The court sentenced nine men to 15 years in prison.", "sentenced", ["men 9"]),
    ("The attack on the convoy killed six, including two children.", "attack", ["killed 6"]),
    ("Half a million people fled Mosul.", "fled", ["displaced 500000"]),
    ("Rebels have abducted an aid worker in Darfur.", "abducted", []),
    ("The truce was broken twice in 48 hours.", "broken", []),
    (
        "A gunman opened fire at a church, killing 26 worshippers and injuring twenty others.",
        "opened",
        ["killed 26", "wounded 20"],
    ),
    ("Thousands were forced from their homes when troops shelled the camp.", "shelled", ["people 2000+"]),
    ("The suspension of the treaty follows three failed rounds of talks.", "suspension", []),
    ("As many as 30 people may have died in the raid.", "raid", ["killed ..30"]),
    (
        "One protester was shot dead and more than a dozen others were wounded as police dispersed the rally.",
        "dispersed",
        ["killed 1", "wounded 12.."],
    ),
    ("Three hundred and fifty peacekeepers arrived in Bangui.", "arrived", ["peacekeepers 350"]),
    ("The strike destroyed two bridges, 15 km south of the capital.", "destroyed", ["bridges 2"]),
    ("Egypt executed 15 men convicted of attacks that killed 37 officers.", "executed", ["killed 15"]),
    ("Egypt executed 15 men convicted of attacks that killed 37 officers.", "attacks", ["killed 37"]),
    ("Iran fired a dozen or more ballistic missiles at two bases in Iraq.", "fired", ["missiles 12..", "bases 2"]),
]


def told(figure: Figure | Numeral, of: str) -> str:
    """Return a figure as in the tables: ``killed 12``, ``killed 12..`` (low and best), ``killed ..20`` (best and high),
    ``killed ~50`` (best alone), ``killed 20-30`` (no best), ``killed 24+`` (low alone).
    """
    low, best, high = figure.low, figure.best, figure.high
    if best is None:
        return f"{of} {low}-{high}" if high is not None else f"{of} {low}+"
    if low == high:
        return f"{of} {best}" if low is not None else f"{of} ~{best}"
    return f"{of} {best}.." if high is None else f"{of} ..{best}"


def figures_in(coder: Coder, sentence: str, word: str) -> list[Figure]:
    """Return the figures of the act that a word of a sentence tells."""
    doc = coder.nlp.make_doc(sentence)
    for token in doc[1:]:
        token.is_sent_start = False
    for _, pipe in coder.nlp.pipeline:
        doc = pipe(doc)
    parse = Parse.from_doc(doc)
    token = next(token for token in parse.tokens if token.text == word)
    return list(find_figures(parse, Trigger(frame=Clauses(parse, coder.grammar).frame(token), rule=RULE)))


def wrong(coder: Coder, table: list[Row]) -> list[tuple[str, str, list[str], list[str]]]:
    """Return the rows of a table that come out otherwise, with what they give."""
    found = [(*row, [told(f, f.of) for f in figures_in(coder, row[0], row[1])]) for row in table]
    return [row for row in found if row[2] != row[3]]


@pytest.mark.model
def test_figures_of_the_sentences_the_rules_were_made_with(coder):
    missed = wrong(coder, TUNED)
    assert len(missed) <= (1 - TUNED_LEAST) * len(TUNED), missed


@pytest.mark.model
def test_figures_of_sentences_written_after_the_rules(coder):
    missed = wrong(coder, KEPT + LONGER)
    assert len(missed) <= (1 - KEPT_LEAST) * len(KEPT + LONGER), missed


@pytest.mark.model
@pytest.mark.parametrize("sentence", [row[0] for row in TUNED if row[2]])
def test_spans_are_the_words_of_the_text(coder, sentence):
    word = next(row[1] for row in TUNED if row[0] == sentence)
    for figure in figures_in(coder, sentence, word):
        assert sentence[figure.span.start : figure.span.end] == figure.span.text


@pytest.mark.model
@pytest.mark.parametrize(
    ("sentence", "word", "spans"),
    [
        ("At least 12 people were killed.", "killed", ["At least 12"]),
        ("Oslo sent US$1.5 million and 300 tents.", "sent", ["US$1.5 million", "300"]),
        ("A soldier and dozens of rebels died.", "died", ["A", "dozens"]),
        ("Rebels killed between 20 and 30 people.", "killed", ["between 20 and 30"]),
        ("No one was killed.", "killed", ["No one"]),
    ],
)
def test_a_span_is_the_number_with_its_bounds(coder, sentence, word, spans):
    assert [figure.span.text for figure in figures_in(coder, sentence, word)] == spans


def numerals(text: str) -> list[str]:
    """Return the number expressions of words parted by blanks, as in the tables."""
    tokens, at = [], 0
    for i, word in enumerate(text.split()):
        tokens.append(Token(i, word, word.lower(), word.lower(), "X", "X", "dep", 0, at, at + len(word), "", "", 0))
        at += len(word) + 1
    parse = Parse(text, tuple(tokens), ((0, len(tokens)),))
    return [told(found, "").strip() for found in Numerals(parse, load_figure_words(), 0, len(tokens)).all()]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("12 men", ["12"]),
        ("3,000 men", ["3000"]),
        ("1.5 million men", ["1500000"]),
        ("1.5 tonnes", []),
        ("two hundred and twenty - five men", ["225"]),
        ("three thousand two hundred men", ["3200"]),
        ("one million two hundred thousand men", ["1200000"]),
        ("a dozen men", ["12"]),
        ("half a dozen men", ["6"]),
        ("half a million men", ["500000"]),
        ("two dozen men", ["24"]),
        ("a couple of men", ["2"]),
        ("dozens of men", ["24+"]),
        ("scores of men", ["40+"]),
        ("hundreds of thousands of men", ["200000+"]),
        ("tens of thousands of men", ["20000+"]),
        ("several hundred men", ["200+"]),
        ("a few dozen men", ["24+"]),
        ("at least 12 men", ["12.."]),
        ("more than 100 men", ["100.."]),
        ("no fewer than 40 men", ["40.."]),
        ("12 or more men", ["12.."]),
        ("up to 20 men", ["..20"]),
        ("no more than 20 men", ["..20"]),
        ("nearly 300 men", ["..300"]),
        ("about 50 men", ["~50"]),
        ("some 50 men", ["~50"]),
        ("between 20 and 30 men", ["20-30"]),
        ("20 to 30 men", ["20-30"]),
        ("12 - 15 men", ["12-15"]),
        ("two or three men", ["2-3"]),
        ("two to three thousand men", ["2000-3000"]),
        ("from 20 to 34", ["20", "34"]),
        ("won 3 - 2", ["3", "2"]),
        ("12 men and 5 boys", ["12", "5"]),
        ("no one", ["0"]),
        ("no longer", []),
        ("several men", []),
    ],
)
def test_what_a_number_expression_says(text, expected):
    assert numerals(text) == expected


def test_a_figure_as_plain_values():
    figure = Figure(of="killed", low=12, best=12, high=None, span=Span(0, 2, "12"))
    assert figure.to_dict() == {
        "of": "killed",
        "low": 12,
        "best": 12,
        "high": None,
        "span": {"start": 0, "end": 2, "text": "12"},
    }
