/**
 * What masks names that no report carries and no list of divisions knows: poetic and short names of regions, ranges and
 * waters; surnames and titles; what names of organisations, works and settlements end in. By hand; separated by spaces.
 */

/** Names that tell a region wherever they stand; none of them is an ordinary word. */
export const REGION_NAMES: string =
  '京津冀 长三角 珠三角 粤港澳 大湾区 成渝 川渝 川陕 陕甘宁 京沪 京广 京九 沪昆 苏南 苏北 浙东 浙西 皖南 皖北 闽南 闽西 赣南 豫东 豫西 鄂西 湘西 湘南 粤东 粤西 粤北 桂北 川东 川南 川西 黔中 黔东 滇中 滇西 关中 陕北 陕南 河西走廊 辽东 辽西 冀中 冀南 冀东 晋北 晋南 胶东 鲁西 鲁南 ' +
  '燕赵 三晋 齐鲁 荆楚 湖湘 三湘 潇湘 巴蜀 天府 八闽 赣鄱 江淮 岭南 南粤 八桂 琼州 三秦 陇原 陇上 河湟 塞上江南 塞外 龙江 白山松水 黑山白水 辽沈 吴越 钱塘 彩云之南 多彩贵州 滇池 楚天 淮海 两淮 潮汕 中原 江汉平原 ' +
  '羊城 鹏城 泉城 春城 冰城 蓉城 星城 榕城 鹭岛 津门 申城 金陵 姑苏 浦江 沽上 渝州 洪城 邕城 椰城 雄安 横琴 前海 西咸 ' +
  '秦岭 太行 大别山 大巴山 武陵山 乌蒙山 六盘山 吕梁山 罗霄山 井冈山 沂蒙 长白山 大兴安岭 小兴安岭 祁连山 贺兰山 昆仑山 天山 武夷山 黄山 泰山 庐山 峨眉山 雁荡山 ' +
  '长江 黄河 淮河 海河 辽河 松花江 珠江 汉江 渭河 汾河 湘江 赣江 闽江 钱塘江 嘉陵江 乌江 岷江 沱江 漓江 澜沧江 怒江 鸭绿江 图们江 大运河 洞庭湖 鄱阳湖 太湖 巢湖 洪泽湖 微山湖 白洋淀 青海湖 洱海 渤海 北部湾 三峡 丹江口 南水北调';

export const SURNAMES: string =
  '王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文庞樊兰殷施陶洪翟安颜倪严牛温芦季俞章鲁葛伍韦申尤毕聂丛焦向柳邢路岳齐沿梅莫庄辛管祝左涂谷祁时舒耿牟卜詹关苗凌费纪靳盛童欧甄项曲成游阳裴席卫查屈鲍覃霍翁隋植甘景薄单包司柏宁柯阮桂闵解强柴华车冉房边净阴闫佘练肖付代尚楼阚';
/** A name behind one of these is a person's. */
export const TITLES: string =
  '省长 市长 县长 区长 州长 盟长 旗长 镇长 乡长 主席 书记 主任 秘书长 厅长 局长 院长 检察长 司令员 政委 部长 常委';
/** A name before one of these is a person's. */
export const BEHIND_PERSON = '同志 先生 女士 烈士 院士 教授 将军';

/** What names of organisations and works end in; a name of two characters and more stands before it. */
export const NAME_ENDS: string =
  '股份有限公司 有限责任公司 有限公司 集团 公司 大学 学院 研究院 研究所 实验室 医院 银行 博物馆 图书馆 纪念馆 大剧院 ' +
  '国际机场 机场 高速公路 高速 高铁 铁路 大桥 大道 隧道 水库 水电站 核电站 抽水蓄能电站 电站 电厂 灌区 湿地公园 国家公园 森林公园 公园 景区 ' +
  '经济技术开发区 高新技术产业开发区 高新区 经开区 开发区 产业园区 产业园 工业园区 工业园 科技园 物流园 保税区 新区 新城 古城 古镇 街道';
/** Settlements: one character, so a name of two or three characters must stand alone before it. */
export const SETTLEMENT_ENDS = '镇乡村';

/** Characters that end the phrase before a name, or count what follows. */
export const BREAKS: string =
  '的和与及等在把对为以至到由从向于是了将让使被各每个条座项家所批期全本我该其这那两双多余并或者也都还又含赴进入出动设达成有办建修某推支抓促引打创';

/** Where nothing but these stands before an ending, it is an ordinary word: 重点大学, 综合医院, 省级开发区. */
export const ORDINARY: string =
  '重点 特色 建制 中心 卫星 示范 美丽 各类 综合 公立 民营 社会 基层 县级 市级 省级 国家级 三甲 专科 定点 互联网 上市 骨干 龙头 国有 市属 省属 科技 物流 文旅 投资 担保 商业 政策性 地方 农村 乡村 城市 城乡 公办 民办 高等 职业 技师 联合 创新 普通 城际 市域 客运 货运 支线 通用 国家 口袋 体育 主题 郊野 遗址 旅游 大中 病险 小型 中型 大型 工业 产业 农业 现代 专业 智慧 老旧 完整 传统 历史 主城 产城 综合交通 交通 国际 国际物流 人民 中医 妇幼 融资 平台 企业 中央 外资 保险 证券 金融 开发性 村镇 党校 行政 老年 开放 公共 数字 移动 平安 高等级 干线 普速 绿色 生态 山地 滨江 滨海 沿江 沿海 县城 城区 市区 街区 重要 主要 相关 部分 一批 跨海 跨江 高水平 双一流 一流 本科 应用型 技术 建设 经济 发展 改革 新型 原有 水电 抽水 风光 光伏 火电 热电 垃圾 储能 虚拟 充换电 换电 加快 实施 推进 完善 深化 优化 确保 增强 提升 持续 强化 加强 开通 实现 规划 改造 新建 扩建 续建 县域 推动 发挥 依托 布局 保持 造业 进入 共享 行业 大学生 世界 亚洲 全球 市县 区县 市区县 两岸 各级 三级 二级 一级 等级';
