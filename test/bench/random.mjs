// Numbers that look drawn and are the same on every machine, for made corpora (xorshift, Marsaglia 2003), and a choice by them.

export function random(seed) {
  let state = (seed * 2654435761 + 1) >>> 0;
  return () => {
    state ^= state << 13;
    state >>>= 0;
    state ^= state >>> 17;
    state ^= state << 5;
    state >>>= 0;
    return state / 2 ** 32;
  };
}

export function pick(draw, list) {
  return list[Math.floor(draw() * list.length)];
}

/** Signs that made places are named with. */
export const NAMES = [...'山水云林石泉平安阳江河湖海川原岭谷东南西北宁远清丰和永新长兴'];
