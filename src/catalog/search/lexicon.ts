/** What is meant → abbreviations, old names and other everyday words for it. */
export const sameAs: Readonly<Record<string, readonly string[]>> = {
  "căn cước": [
    "cccd",
    "cmnd",
    "cmt",
    "cmtnd",
    "căn cước công dân",
    "chứng minh nhân dân",
    "chứng minh thư nhân dân",
    "chứng minh thư",
    "giấy chứng minh",
  ],
  "khai sinh": ["ks", "gks"],
  "khai tử": ["kt", "chứng tử", "báo tử"],
  "hộ khẩu": ["hk", "shk", "sổ hộ khẩu"],
  "kết hôn": ["hôn thú", "đám cưới"],
  "đăng ký": ["đk", "đki", "đăng kí"],
  "đăng ký kết hôn": ["đkkh"],
  "giấy phép lái xe": ["gplx", "blx", "bằng lái xe", "bằng lái"],
  "giấy phép kinh doanh": ["gpkd"],
  "đăng ký kinh doanh": ["đkkd"],
  "hộ kinh doanh": ["hkd"],
  "doanh nghiệp": ["công ty", "cty"],
  "giấy phép xây dựng": ["gpxd"],
  "bảo hiểm y tế": ["bhyt"],
  "bảo hiểm xã hội": ["bhxh"],
  "bảo hiểm thất nghiệp": ["bhtn"],
  "dịch vụ công": ["dvc", "dvcqg", "dvctt", "dịch vụ công quốc gia", "dịch vụ công trực tuyến"],
  "hộ chiếu": ["passport", "pasport", "pasport", "hc"],
  "mã số thuế": ["mst"],
  "lý lịch tư pháp": ["lltp"],
  "sổ đỏ": [
    "sổ hồng",
    "giấy chứng nhận quyền sử dụng đất",
    "chứng nhận quyền sử dụng đất",
    "quyền sử dụng đất",
    "qsdđ",
    "gcn",
    "gcnqsdđ",
  ],
  "khuyết tật": ["tàn tật"],
  "người cao tuổi": ["người già"],
  "trực tuyến": ["online", "trên mạng", "qua mạng"],
  "định danh điện tử": ["định danh", "mã định danh"],
  con: ["em bé", "bé", "trẻ em"],
  "mai táng": ["ma chay", "đám ma", "chôn cất"],
};

/** What people say around their matter; it names no procedure. Phrases, parted by commas. */
const fillerLines: readonly string[] = [
  // greeting and asking politely
  "xin chào, chào, tạm biệt, cảm ơn, alo, ơi, ạ, ah, nhé, nhỉ, với, vậy, dạ, thưa, vâng",
  "làm ơn, giúp, giùm, dùm, hộ tôi, hộ em, hộ cháu, hộ với, cho tôi hỏi, cho em hỏi",
  "cho mình hỏi, cho cháu hỏi, cho bác hỏi, cho hỏi, xin hỏi, hỏi về, muốn hỏi, hỏi",
  // who speaks and to whom
  "tôi, em, cháu, mình, chúng tôi, bác, bạn, bn, tui, tớ, ad, cán bộ, nhà tôi",
  // opening hours: another kind of question
  "mở cửa mấy giờ, đóng cửa mấy giờ, bao giờ mở cửa, khi nào mở cửa, có mở cửa không, có mở không",
  "mấy giờ mở cửa, mấy giờ đóng cửa, mấy giờ thì mở cửa, mấy giờ thì đóng cửa, giờ mở cửa",
  "giờ làm việc, giờ đóng cửa, mấy giờ, mở cửa không, mở cửa",
  // question words
  "thế nào, như thế nào, ra sao, làm sao, kiểu gì, như nào, cách nào, ở đâu, nơi nào",
  "chỗ nào, đi đâu, đến đâu, khi nào, bao giờ, lúc nào, hết bao nhiêu tiền",
  "mất bao nhiêu tiền, bao nhiêu tiền, bao nhiêu, mất bao lâu, bao lâu, mất bao nhiêu ngày",
  "bao nhiêu ngày, mấy ngày, mất bn tiền, bn tiền, phí bn, phí bao nhiêu, cần giấy tờ gì",
  "giấy tờ gì, cần những gì, những giấy tờ nào, giấy gì, giấy tờ nào, gồm gì, cần gì",
  "gồm những gì, là gì, gì, nào, được không, đc ko, được ko, đc không, không, ko, hông, hả",
  "hở, ai",
  // money
  "có mất phí, mất phí, tốn tiền, mất tiền, lệ phí, chi phí",
  // the words between
  "muốn, cần, sắp, đã, sẽ, vừa, mới đây, nay, những, các, hồ sơ, thủ tục, thành phần, được",
  "đc, có được, có phải, phải, có thể, k, chưa, rồi, thì, là, và, hoặc, hay, của, ở, đến",
  "để, về, trong, khi, nếu, mà, này, đó, kia, bị, có, cho, làm, xin, đi, nộp ở, nộp hồ sơ",
  "không biết, chưa biết, không rõ, chưa rõ, ngay bây giờ, ngay lúc này, hôm qua",
  "thực hiện, hướng dẫn, tư vấn, quy định, hiện nay, bây giờ, hôm nay, giờ, luôn, tờ",
  "bản chính, trường hợp",
];
export const fillers = fillerLines.flatMap((line) => line.split(", "));

/** Two words that mean one thing: typed plainly, one of them would be taken for a filler (`can cuoc`, `ma so`). */
const compoundLines: readonly string[] = [
  "căn cước, thẻ căn cước, thường trú, tạm trú, tạm vắng, lưu trú, cư trú, nhập khẩu, tách khẩu, cắt khẩu, chuyển khẩu, xóa khẩu",
  "khai sinh, giấy khai sinh, khai tử, kết hôn, hôn nhân, độc thân, giám hộ, hộ tịch, cải chính, trích lục, bản sao, chữ ký, chữ ký số",
  "chứng thực, công chứng, sao y, sổ gốc, con dấu, khắc dấu, mã số thuế, mã số, hộ chiếu, lý lịch, tiền án, biển số, cà vẹt",
  "sang tên, đổi tên, trước bạ, thai sản, dưỡng thai, tử tuất, mai táng, thất nghiệp, hưu trí, khuyết tật, cao tuổi, liệt sĩ",
  "tách thửa, hợp thửa, thổ cư, chuyển mục đích, biến động, xây nhà, sửa nhà, cất nhà, làm nhà, xây dựng, kinh doanh, mở quán, mở tiệm",
  "mở cửa hàng, mở cửa tiệm, mở cửa hiệu, mở công ty, đồng hồ điện, công tơ, cấp điện, sức khỏe, khám bệnh, phạt nguội, nộp phạt, vi phạm, xét tuyển, thi tốt nghiệp",
  "nguyện vọng, gia hạn, hết hạn, quá hạn, cấp lại, cấp đổi, lần đầu, bị mất, mất giấy, một lần, tự nguyện, hàng tháng, hằng tháng",
  "hư hỏng, sai tên, ngoài giá thú, nhận cha, nhận con, ủy quyền, sơ yếu, ở trọ, thuê trọ, qua đời, người mất, lấy vợ, lấy chồng",
  "nghỉ bán, bán hàng, trả giấy phép, tạm nghỉ, thêm tên, ghi sai, dân cư, dân tộc, năm sinh, ngày sinh, họ tên, tên cha, tên mẹ, hộ kinh doanh, tiền đất, thuế đất, nhà đất, xe máy, xe cũ, xe mới, ô tô",
];
export const compounds = compoundLines.flatMap((line) => line.split(", "));
