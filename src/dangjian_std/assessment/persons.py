"""How many persons a cell names. Nobody is known by it, and only what is plainly a name is counted.

A name begins with a common family name and goes on with one or two characters that stand in given names today;
a post, an office, or words such as 待定 and 同上年 do not. A rare name is therefore not counted: somebody looks at
it, which costs less than a word that counts as a person.
"""

from __future__ import annotations

import re

from dangjian_std.assessment.facts import Unknown, Written
from dangjian_std.assessment.typed import TypedValue, dense
from dangjian_std.assessment.values import NOT_KNOWN, WORDS_FOR_NOTHING

FAMILY_NAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩邓冯曹彭曾肖萧田董潘袁蔡蒋余于杜叶程魏苏吕丁任"
    "卢姚沈钟姜崔谭陆范汪廖石金韦贾夏傅方邹熊白孟秦邱侯江尹薛闫阎段雷龙黎史陶贺毛郝顾龚邵万覃武钱戴严莫孔"
    "向常汤康易乔赖文庞樊兰殷施洪翟安颜倪温芦季俞章鲁伍申尤毕聂柴焦耿齐梅庄祝左涂谷祁卜蓝詹辛褚靳甘裴霍岳"
    "卫柳凌柯滕阮鞠童甄娄鲍屈宗苗蒙桂佟蒲邢宁池喻隋阳晏阚郎缪杭尉匡栾桑仇戚简楚敖臧冀郁佘郜瞿巩闵艾卓狄缑"
    "苑鄢牟窦晁竺欧葛"
)
"""Family names of one character; those that begin a word more often than a name are left out."""
DOUBLE_FAMILY_NAMES = "欧阳|上官|司马|诸葛|夏侯|皇甫|尉迟|慕容|令狐|端木|东方|南宫"
GIVEN_NAME_CHARACTERS = (
    "伟芳娜秀英敏静丽强磊军洋勇艳杰娟涛明超兰霞平刚桂玉文辉力红玲芬燕彩春菊凤梅琳素云莲真环雪荣爱妹香月莺"
    "媛瑞凡佳嘉琼勤珍贞莉婷姣婉娴瑾颖露瑶怡婵雁蓓纨仪荷丹蓉眉君琴蕊薇菁梦岚苑婕馨瑗琰韵融园艺咏卿聪澜纯毓"
    "悦昭冰爽琬茗羽希宁欣飘育滢馥筠柔竹霭凝晓欢枫芸菲寒伊亚宜可姬舒荔枝思永健世广志义兴良海山仁波贵福生龙"
    "元全国胜祥才武新利清飞彬富顺信子昌康星光天达安岩茂进林坚和彪博诚先敬震振壮群豪心邦承乐绍功松善厚庆民"
    "友裕哲江浩亮政谦亨奇之翰朗伯宏若鸣朋斌梁栋维启克伦翔旭鹏泽晨辰士建家树炎德泰盛雄琛钧冠腾楠榕风航弘书"
    "向晴舟俊峰宇轩凯毅恒诗涵淑慧倩雯莎萍华珊璐琪钰鑫森焱淼昊然睿丰源洁桐阳晶晖鸿锋炜煜灿炳焕煌烨熙琦璇瑜"
    "璟珂玥蕾菡萱萌芝芮苏茜萧葵莹宝堂景培基传继守立夏秋冬梓沐沛润渊湘滨涌沁汉沂怀忠恩惠愉悠忆念祖祺祯禄礼"
    "祝运远逸迪迎遥连青靖韬韶颂飒骏骥麒麟黎鹤鹰鸽鲁甲乙丙丁戊己庚辛壬癸宪宽宾宸寅岳崇嵘川帆廷彤彦彰徽御微"
    "循恺"
)
"""What stands in given names, and in made-up ones; not what stands in posts and offices."""
WORDS_LIKE_NAMES = (
    "武汉|江苏|江西|安徽|宁夏|郑州|韩国|王国|黄山|金山|万元|万家|万达|万国|万向|万福|文书|文艺|"
    "文学|文明|文风|高兴|高明|高新|高贵|高远|高山|高洁|高达|卫生|卫士|安全|安宁|安庆|安心|安家|"
    "安康|安阳|安生|安乐|平安|方向|方志|方可|方才|金融|金星|金华|金子|金文|白天|白云|白家|何以|"
    "何方|温和|温柔|夏天|夏秋|武力|武士|武艺|简洁|简明|严明|严守|严寒|苏丹|凌晨|常有|常态|甘心|"
    "齐心|童心|童年|周年|庄家|江山|江海|江心|林中|石子|石山|马力|申明|申达|毕生|季风|阳光|阳江|"
    "向善|成立|成功|温州|龙江|龙舟|乐园|林园|莫非|易学|余力|房源|庄园|康泰|钱财|孔明|单元"
)
"""Words that look like names."""
NAME_SEPARATOR = re.compile("[、，,;；/]")
BRACKETED = re.compile(r"[（(]([^（）()]*)[）)]")
PERSON_NAME = re.compile(
    rf"(?!(?:{WORDS_LIKE_NAMES}|.[家国])$)(?:[{FAMILY_NAMES}]|{DOUBLE_FAMILY_NAMES})[{GIVEN_NAME_CHARACTERS}]{{1,2}}"
)
POST_PATTERN = (
    "(?:党组|党委|机关党委|分管|常务)*副?(?:书记|主任|[局处科部院校所站组队镇县区]长)|(?:党组|党委)(?:成员|委员)"
)
GROUPS = "[第一二三四五两各][第一二三四五六七八九十两个各、和党小组支部]*(?:党小组|支部)(?:[一都]?[并由]?联系)?"
BRACKETED_AFTER_NAME = re.compile(f"(?:{POST_PATTERN}|{GROUPS})?")
"""What may stand between brackets behind the only name: a post, or which groups are looked after too."""


def counted(said: TypedValue) -> Written | Unknown | None:
    """Return how many persons are named; where that is not plain, only that something is written."""
    text = dense(said)
    if text in NOT_KNOWN | WORDS_FOR_NOTHING:
        return Unknown() if text in NOT_KNOWN else None
    names = {*NAME_SEPARATOR.split(BRACKETED.sub("", text))}
    beside = BRACKETED.findall(text)
    plain = all(PERSON_NAME.fullmatch(each) for each in names)
    alone = not beside or (len(names) == 1 and all(map(BRACKETED_AFTER_NAME.fullmatch, beside)))
    return Written(persons=len(names) if plain and alone else 0)
