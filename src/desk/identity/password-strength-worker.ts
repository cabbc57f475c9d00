import { parentPort } from "node:worker_threads";
import { ZxcvbnFactory } from "@zxcvbn-ts/core";
import { adjacencyGraphs, dictionary } from "@zxcvbn-ts/language-common";

/** What Vietnamese offices and people build passwords from, without marks. The packaged lists are mostly English. */
const localWords = `
  huongdan banlamviec matkhau quantri quantrivien nguoidung dangnhap canbo congchuc vienchuc nhanvien
  phuong thanhpho huyen tinh xaphuong ubnd uyban uybannhandan hanhchinh hanhchinhcong dichvucong motcua
  hoso vietnam hanoi saigon hochiminh tphcm danang haiphong cantho hue xinchao camon anhyeuem emyeuanh
  yeuem yeuanh yeuvo yeuchong vochong giadinh hanhphuc khongbiet khongco bimat deptrai xinhgai toilaai
  chaoban nguyen tran pham hoang huynh phan dang duong thanh minh tuan linh
`
  .trim()
  .split(/\s+/);

/** zxcvbn takes longer than it should for long repetitions, and what begins well enough is good enough. */
const maxJudgedLength = 40;

const judge = new ZxcvbnFactory({
  dictionary: { common: dictionary["passwords-common"], local: localWords },
  graphs: { qwerty: adjacencyGraphs.qwerty, keypad: adjacencyGraphs.keypad },
});

interface Question {
  readonly id: number;
  readonly password: string;
  /** Words that belong to the account, such as its user name. */
  readonly ownWords: readonly string[];
}

/** Answers how many guesses a password takes, as powers of ten: as it is typed, and without marks and separators. */
parentPort?.on("message", ({ id, password, ownWords }: Question) => {
  const known = ownWords.map(withoutMarks);
  const guesses = (text: string) => judge.check(text.slice(0, maxJudgedLength), known).guessesLog10;
  const plain = withoutMarks(password);
  const joined = plain.replaceAll(/[\s._-]/g, "");
  parentPort?.postMessage({ id, typed: guesses(plain), joined: guesses(joined) });
});

function withoutMarks(text: string): string {
  return text.normalize("NFD").replaceAll(/\p{M}/gu, "").replaceAll(/[đĐ]/g, "d");
}
