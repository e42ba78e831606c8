/**
 * What named things end in, and the words that stand before a name without being part of it. Written by hand from the
 * prose of work reports. Words are separated by spaces, characters stand together.
 */

import type { NamedKind } from '../model/comparison.js';

export interface NameEnding {
  readonly kind: NamedKind;
  readonly ends: string;
  /** Plain words that may stand between a name and its ending: 沈阳|农业大学. */
  readonly plain?: string;
  /** Characters the name needs before the ending where no place opens it; 0: a place must. */
  readonly least: number;
  /** Characters the name needs between its place and the ending. Default 0: 沈阳|机场. */
  readonly between?: number;
  /** The ending is part of another word before one of these: 大学|生. */
  readonly notBefore?: string;
  /** Nor is it one behind these: 临|港. */
  readonly notBehind?: string;
  /** It is one only behind these: 湖|景区. */
  readonly behind?: string;
}

export const NAME_ENDINGS: readonly NameEnding[] = [
  {
    kind: 'organisation',
    ends: '大学 学院 中学 研究院 研究所',
    plain:
      '医科 中医 中医药 农业 师范 工业 财经 理工 科技 交通 电子 信息 航空 航天 海洋 民族 外国语 政法 职业 技术 工程 体育 音乐 美术 艺术 林业 石油 矿业 邮电 传媒 警察 开放 旅游 经济 贸易 公安 化工 电力 水利 建筑 工商 城市 铁道 能源 动力',
    least: 2,
    notBefore: '生城科者毕校派',
  },
  {
    kind: 'organisation',
    ends: '医院',
    plain: '人民 中心 附属 妇女 儿童 妇幼 保健 肿瘤 中医 中西医 结合 综合 专科 口腔 总',
    least: 2,
  },
  {
    kind: 'organisation',
    ends: '集团 公司',
    plain:
      '股份 有限 责任 控股 投资 开发 发展 建设 科技 能源 电力 物流 交通 交投 文旅 水务 水发 矿业 钢铁 汽车 重工 化工 石化 航运 航空 港口 资产 运营 实业 工业 国际 旅游 数据 种业 粮食 储备 经贸 金融 银行 天然气 管道',
    least: 2,
    notBefore: '化军校式办制作法治',
    notBehind: '国',
  },
  { kind: 'organisation', ends: '实验室', plain: '全国 国家 创新 联合 重点', least: 2, notBefore: '化' },
  { kind: 'organisation', ends: '博物馆 图书馆 美术馆 交易所 商业银行', least: 2 },
  {
    kind: 'project',
    ends: '高速公路 高速',
    plain: '绕城 环城 环线 复线 扩容 疏港 沿江',
    least: 2,
    notBefore: '发增成度率质化列铁推启前后运网通路',
  },
  {
    kind: 'project',
    ends: '铁路 高铁',
    plain: '城际 市域 货运 跨境 疏港 客运 沿江 高速',
    least: 2,
    notBefore: '局网集公部系货客站路沿口枢物专',
  },
  { kind: 'project', ends: '机场', plain: '国际 新 通用 支线 枢纽', least: 2, notBefore: '群网集' },
  {
    kind: 'project',
    ends: '抽水蓄能电站 抽水蓄能 水电站 核电站 核电 水利枢纽工程 水利枢纽 水库 运河 灌区',
    least: 2,
    notBefore: '装机力移群湿周',
  },
  { kind: 'project', ends: '大桥', plain: '特 公路 铁路 长江 黄河 跨海 跨江 过江', least: 2 },
  { kind: 'project', ends: '隧道', plain: '海底 越江 过江 公路 铁路', least: 2 },
  {
    kind: 'project',
    ends: '工程 项目',
    plain:
      '水资源 配置 引水 引调水 供水 调水 输水 净水 水源 水利 水系 防洪 排涝 疏浚 航道 改扩建 扩建 迁建 治理 整治 提升 改造 修复 保护 一体化 综合 二期 三期 炼化 重点',
    least: 0,
    between: 2,
    notBefore: '师技院建款机库化谋',
  },
  { kind: 'place', ends: '古镇 镇', least: 2, between: 2, notBefore: '街村乡域化区级长海江守静定痛扬' },
  { kind: 'place', ends: '街道 苏木', least: 2, between: 2, notBefore: '办化路社党' },
  {
    kind: 'place',
    ends: '开发区 高新区 经开区 新区 保税区 综保区 度假区',
    plain: '经济 技术 高新 产业 工业 旅游 综合 港 开放 合作 自贸 自由 贸易 国际 化工 临港 临空 科技 航空',
    least: 2,
    notBefore: '域',
  },
  {
    kind: 'place',
    ends: '试验区 合作区 先行区 片区',
    plain: '经济 技术 高新 产业 综合 开放 合作 自贸 自由 贸易 国际 临港 临空 科技 航空',
    least: 0,
  },
  {
    kind: 'place',
    ends: '工业园区 工业园 产业园区 产业园 科技园区 科技园 物流园区 物流园 化工园区 化工园 科创园 软件园',
    plain:
      '国际 合作 现代 绿色 智能 数字 高端 特色 创新 生态 农业 机器人 汽车 生物 医药 食品 装备 制造 文化 体育 创意',
    least: 0,
  },
  { kind: 'place', ends: '国家公园 森林公园 湿地公园 地质公园 古城 口岸', least: 2 },
  { kind: 'place', ends: '风景区 景区', plain: '风景 旅游', least: 2, behind: '山湖江河海岛林泉寺洞峡谷湾泊' },
  { kind: 'place', ends: '港', least: 0, notBefore: '珠澳口区湾资台股商币务航', notBehind: '临' },
];

/** Words before which a name begins, besides the policy words of the aligner. */
export const BEFORE_NAMES: string = `
力促 启动 新开 全线 通车 开通 谋划 前期 争创 贯通 支撑 依托 围绕 牵头 组建 揭牌 入列 投用 投运 运用 复航 复工 提速 加密 升级 发挥 调整 拥有 理顺 走进 解决 部分 其中 周边 托管 首单
一轮 二轮 三轮 二大 三大 四大 五大 六大 七大 八大 九大 十大 干线 货运 运输 现有 既有 病险 边境 陆路 陆上 水运 公路 跨境 二线 一线 精品 监测 世界 全球 处置 下沉 驻镇 街镇 圩镇 大会 卫星
公立 公办 民办 民营 私立 互认 循环 管委会 高中 三甲 三级 二级 育种 场景 临床 遗址 联合 产投 公共 预防 医学 科学 矿产 证券 考古 外商 独资 合资 交叉 转移 少儿 优抚 中试 储备 担保 纺织
集体 工匠 旗舰 平台 上市 跨国 国有 骨干 龙头 大型 中型 小型 核心 示范 标杆 专业 普通 研发 研究 本科 层次 专科 县级 地方 属地 试点 央企 国企 名企 民企 外资 保险 医疗 义务 互联网
抓实 缓解 放大 做美 做深 不通 腹地 指挥部 镇街 纪念 中外 合作 初高 传染病 药物 技能 传媒 康养 泊车 模拟 共享 储能 样板 千年 先行先试 合作社 水权 直属 办学 落户 抓住 制造 检测 探索 电路 集成 美丽 现代 做实 产权 口岸 东西 南北 南线 北线 材料 综合 风电 光伏 白酒 学子 就有 供销 农垦 勘探 电池 重载 全域 沿线 域内 境内 境外 省内 省外 市内 市外 数字 智慧 智能 平行 虚拟 线上 线下 流动 社会 老年 开放 未来 双一流
`;
