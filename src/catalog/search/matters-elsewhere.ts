/**
 * What residents write about that this service is not there for, by topic. Ranked beside the procedures: a procedure
 * of the catalogue that explains a sentence as well or better wins, so one that is added later needs no change here.
 */
export const mattersElsewhere: Readonly<Record<string, readonly string[]>> = {
  // Other business of the state
  divorce: list(
    "ly hôn, thuận tình ly hôn, đơn ly hôn, đơn phương ly hôn, chia tài sản ly hôn, giành quyền nuôi con, cấp dưỡng nuôi con, ly dị, ly thân",
  ),
  disputes: list(
    "tranh chấp, tranh chấp đất đai, tranh chấp ranh giới, lấn chiếm đất, hòa giải, hòa giải tranh chấp, khởi kiện, đơn kiện, kiện ra tòa, kiện hàng xóm, luật sư, tư vấn pháp luật, trợ giúp pháp lý, hàng xóm lấn đất, bồi thường thiệt hại, đòi bồi thường, kiện cáo, hàng xóm xây lấn, ngõ đi chung, lối đi chung, đòi nợ, bị quỵt lương, công ty nợ lương",
  ),
  complaints: list(
    "tố cáo, khiếu nại, đơn tố cáo, đơn khiếu nại, tố cáo cán bộ, phản ánh kiến nghị, gửi phản ánh, gửi kiến nghị, kiến nghị, hàng xóm ồn ào, hát karaoke ồn, karaoke làm ồn, đổ rác trộm, ô nhiễm môi trường, rác thải, đường hư, ổ gà, đèn đường hỏng, ngập nước, vỉa hè lấn chiếm, xây trái phép, cán bộ thái độ, tố giác, mất vệ sinh, chó thả rông, cây đổ, thu gom rác, cúp điện, lịch cúp điện, đóng tiền rác, báo cúp điện, khi nào có điện lại, sao cúp điện hoài, nhà bị mất nước, nhà bị cúp nước, nhà bị mất điện, mất điện cả xóm, tiền điện, tiền điện tháng này, đóng tiền điện, hóa đơn tiền điện, tiền nước, đóng tiền nước",
  ),
  wills: list("di chúc, lập di chúc, chứng thực di chúc, công chứng di chúc, viết di chúc"),
  notary: list(
    "công chứng hợp đồng, công chứng mua bán nhà, hợp đồng mua bán nhà, hợp đồng đặt cọc, hợp đồng thuê nhà, phòng công chứng, lập vi bằng, thừa phát lại, chứng thực hợp đồng, văn bản thỏa thuận phân chia di sản, khai nhận di sản, từ chối nhận di sản, hợp đồng ủy quyền, dịch thuật công chứng, công chứng dịch thuật, dịch thuật, hợp pháp hóa lãnh sự",
  ),
  military: list(
    "nghĩa vụ quân sự, khám nghĩa vụ, đi bộ đội, nhập ngũ, tạm hoãn nghĩa vụ, giấy gọi khám nghĩa vụ, trốn nghĩa vụ, đi lính, dân quân tự vệ, xuất ngũ, quân dự bị",
  ),
  adoption: list("nhận con nuôi, nuôi con nuôi, cho con nuôi, xin con nuôi"),
  drivingTest: list(
    "thi bằng lái, thi bằng lái xe máy, thi lấy bằng lái, học lái xe, học bằng lái, thi sát hạch lái xe, thi lý thuyết lái xe, đăng ký thi bằng lái xe, trường dạy lái xe, bằng lái hạng, giấy phép lái xe hạng, làm giấy phép lái xe hạng, nâng hạng bằng lái, nâng hạng, thi bằng hạng, sát hạch, học lái ô tô, cấp giấy phép lái xe lần đầu, bằng lái quốc tế, giấy phép lái xe quốc tế, thi a1, thi b2, thi b1, thi a2",
  ),
  vehicles: list(
    "đăng kiểm, đăng kiểm xe, đăng kiểm ô tô, khám xe, phù hiệu xe, bảo hiểm xe máy, bảo hiểm ô tô, đấu giá biển số, biển số đẹp, giấy phép tài xế, thu hồi biển số",
  ),
  abroad: list(
    "xin visa, visa du lịch, visa mỹ, thị thực, nhập quốc tịch, thôi quốc tịch, gia hạn visa, thẻ xanh, giấy miễn thị thực, hộ chiếu công vụ, hộ chiếu ngoại giao, apec",
  ),
  retirement: list(
    "nghỉ hưu, nghỉ hưu sớm, hưu sớm, tính lương hưu, tuổi nghỉ hưu, suy giảm khả năng lao động, giám định y khoa, tinh giản biên chế, tăng lương hưu, hưu non, mức lương hưu, cách tính lương hưu, lương hưu bao nhiêu, lương hưu của tôi, lãnh lương hưu ở đâu, lương hưu tháng này, tăng lương hưu năm nay, lương hưu chưa về",
  ),
  work: list(
    "tìm việc, tuyển dụng, việc làm thêm, tuyển công nhân, thi công chức, thi viên chức, lương tối thiểu, tăng lương, tai nạn lao động, bệnh nghề nghiệp, nghỉ ốm, chế độ ốm đau, thưởng tết, nghỉ phép năm, công đoàn, chứng chỉ hành nghề, chứng chỉ hành nghề y, chứng chỉ kế toán, chứng chỉ xây dựng, thẻ nhà báo, thẻ hướng dẫn viên, luật lao động, tuyển nhân viên, giới thiệu việc làm, thi vào công an, thi công an, thi vào ngành, tuyển công an, thi vào quân đội",
  ),
  schooling: list(
    "học thạc sĩ, thạc sĩ, tiến sĩ, cao học, chuyển trường, học bổng, học phí, tuyển sinh lớp, vào lớp 1, xin học, học lớp 1, vào lớp 10, xin cho con học, tuyển sinh lớp 1, tuyển sinh lớp 10, điểm thi, điểm chuẩn, đề thi, thời khóa biểu, bài tập, bài tập về nhà, bài toán, giải toán, giải phương trình, làm văn, bài văn, tả con mèo, soạn văn, dịch tiếng anh, học tiếng anh, tiếng anh, tiếng hàn, tiếng nhật, luận văn, đạo hàm, tích phân, cấp lại bằng đại học, cấp lại bằng tốt nghiệp, mất bằng đại học, công nhận văn bằng, xin vào trường, trường mầm non, gửi trẻ, nhà trẻ, vay vốn sinh viên, hệ phương trình, tính diện tích, thi vào trường, thi vào lớp, dạy tiếng anh, dạy tôi",
  ),
  honours: list(
    "danh hiệu nghệ sĩ, nghệ sĩ ưu tú, nghệ sĩ nhân dân, nhà giáo ưu tú, nhà giáo nhân dân, huân chương, huy chương, bằng khen, khen thưởng, mẹ việt nam anh hùng, bà mẹ việt nam anh hùng, công nhận liệt sĩ, xét tặng danh hiệu, xét tặng, thương binh, bệnh binh, chất độc da cam, kỷ niệm chương, huy hiệu đảng, gia đình văn hóa, thầy thuốc nhân dân, thầy thuốc ưu tú",
  ),
  party: list(
    "kết nạp đảng, vào đảng, sinh hoạt đảng, chuyển sinh hoạt đảng, thẻ đảng viên, đoàn viên, sổ đoàn, chuyển sinh hoạt đoàn, đoàn thanh niên, hội phụ nữ",
  ),
  politics: list(
    "thủ tướng, chủ tịch nước, tổng bí thư, chủ tịch tỉnh, chủ tịch phường là ai, bí thư tỉnh, quốc hội, bầu cử, đại biểu quốc hội, tổng thống, tổng thống mỹ, trump, putin, chiến tranh, ukraine, biển đông, chính trị, đảng phái, dân chủ, biểu tình, tham nhũng, bộ trưởng, thủ đô nước, chính phủ nước, sáp nhập tỉnh, ai là tổng thống",
  ),
  welfareElsewhere: list(
    "sổ hộ nghèo, xin vào hộ nghèo, nhà tình thương, nhà tình nghĩa, nhà ở xã hội, mua nhà ở xã hội, thuê nhà ở xã hội, cứu trợ, trợ cấp covid, hỗ trợ bão lũ, quà tết cho người nghèo, từ thiện, mái ấm, trại dưỡng lão, vay vốn chính sách, ngân hàng chính sách, cai nghiện, xin gạo, mổ tim miễn phí",
  ),
  businessElsewhere: list(
    "giấy phép an toàn thực phẩm, vệ sinh an toàn thực phẩm, an toàn thực phẩm, phòng cháy chữa cháy, giấy phép pccc, nhãn hiệu, đăng ký nhãn hiệu, bảo hộ thương hiệu, sáng chế, tác quyền, mã vạch, hải quan, giấy phép nhập khẩu, đấu thầu, giấy phép karaoke, kinh doanh karaoke, bán rượu, giấy phép bán rượu, nhà thuốc, mở nhà thuốc, phòng khám, giấy phép khách sạn, giấy phép lữ hành, hợp tác xã, giải thể công ty, thay đổi giấy phép công ty, hóa đơn điện tử, xuất hóa đơn, hoàn thuế, quyết toán thuế, thuế thu nhập cá nhân, kê khai thuế giá trị gia tăng, nợ thuế, giấy phép môi trường, giấy phép khai thác, giấy phép internet, giấy phép tổ chức sự kiện, biểu diễn, giấy phép vận tải, mở trường, mở lớp dạy thêm, dạy thêm, lưu hành thuốc, mỹ phẩm, công bố mỹ phẩm",
  ),
  farming: list(
    "kiểm dịch, thú y, dịch tả lợn, tiêm phòng chó, vắc xin chó, phân bón, giống lúa, trồng lúa, trồng cây, trồng rau, nuôi tôm, nuôi cá, nuôi gà, nuôi heo, giá lúa, giá cà phê, sầu riêng, tàu cá, đăng ký tàu cá, kiểm lâm, khai thác gỗ",
  ),
  otherPeople: list(
    "thông tin của người khác, tra cứu thông tin của người khác, biết thông tin của người khác, thông tin cá nhân của người khác, dữ liệu của người khác, lấy thông tin của người khác, tra thông tin người khác, xem thông tin người khác, kiểm tra thông tin người khác, số điện thoại của người khác, tìm địa chỉ nhà người, tra biển số ra chủ xe, xem hộ khẩu người khác, theo dõi chồng, tra cccd người khác, tìm người thân thất lạc",
  ),
  forgery: list(
    "giấy tờ giả, làm bằng giả, mua bằng, mua bằng cấp, bằng giả, làm giấy giả, cccd giả, chạy giấy tờ, lo lót, hối lộ, nhờ chạy, mua bằng lái, bao đậu, không cần thi, trốn thuế, lách luật, mua giấy khám sức khỏe",
  ),
  insideOffice: list(
    "dẫn tới quầy, dẫn tôi tới quầy, quầy số, quầy một, quầy hai, quầy ba, lấy số thứ tự, lấy số xếp hàng, nhà vệ sinh, toilet, wc, gửi xe ở đâu, chỗ gửi xe, giữ xe, bãi xe, wifi, mật khẩu wifi, nước uống, lấy nước uống, ghế ngồi, thang máy, lối ra, máy photocopy ở đâu, cây atm, máy lạnh, ổ cắm điện, mượn bút, mượn xe lăn, căn tin",
  ),
  // Health
  health: list(
    "đau bụng, đau đầu, đau lưng, đau răng, nhổ răng, sốt xuất huyết, bị sốt, ho khan, cảm cúm, uống thuốc gì, thuốc gì, mua thuốc, bệnh viện nào, đặt lịch khám, khám thai, giảm cân, tập gym, cao huyết áp, mất ngủ, tiêm vắc xin, tiêm phòng, chích ngừa, lịch tiêm, xét nghiệm, dinh dưỡng, trầm cảm, stress, da mặt, trị mụn, rụng tóc, mổ mắt, cận thị, covid, hiến máu, chuyển tuyến, giấy chuyển viện, bác sĩ nào giỏi, chữa bệnh gì, bị ung thư, bị tiểu đường, cao huyết áp uống gì, khám bệnh viện nào, bệnh viện nào tốt, đặt lịch khám bệnh, gặp bác sĩ, thuốc nam, thuốc bổ, đau dạ dày, đau khớp, ho hoài, ngứa, dị ứng, trị bệnh",
  ),
  // Everyday
  weather: list(
    "thời tiết, dự báo thời tiết, trời mưa, trời nắng, mưa không, mấy độ, bao nhiêu độ, nhiệt độ, nắng nóng, bão số, cơn bão, áp thấp, gió mùa, trời lạnh, lũ lụt, động đất, thủy triều, triều cường, trời có mưa, mưa to, trời mưa to, chừng nào hết mưa, mai có mưa, nắng quá, trời nóng, nóng quá, lạnh quá, thời tiết mai, bão không, có bão không, trời bão, bầu trời, mặt trời, hôm nay trời",
  ),
  sports: list(
    "bóng đá, đá bóng, đá banh, trận đấu, tỉ số, tỷ số, world cup, sea games, đội tuyển việt nam, tuyển việt nam, ngoại hạng anh, messi, ronaldo, manchester, real madrid, vô địch, cầu lông, bóng chuyền, cá độ, lịch thi đấu, ghi bàn, huấn luyện viên, olympic, cờ tướng, đá với ai, trận bóng, việt nam đá, xem bóng đá, ai vô địch, đội nào thắng, bán độ, giải bóng",
  ),
  gambling: list(
    "xổ số, kết quả xổ số, vé số, trúng số, số đề, đánh đề, lô đề, dò vé số, lô tô, vietlott, cờ bạc, đánh bài, casino, tài xỉu, nằm mơ thấy, số đẹp",
  ),
  love: list(
    "đang buồn, bồ đá, bồ bỏ, bị bồ bỏ, yêu em, anh yêu em, người yêu, tìm người yêu, bạn gái, bạn trai, thất tình, tán gái, cua gái, hẹn hò, ngoại tình, cắm sừng, chồng ngoại tình, vợ ngoại tình, tình yêu, crush, làm quen, tìm bạn, tìm vợ, tìm chồng, có người yêu chưa, cô đơn, nhớ người yêu, đám cưới ở đâu đẹp, chụp ảnh cưới, váy cưới, nhà hàng tiệc cưới, quà tặng vợ, cãi nhau với vợ, cãi nhau với chồng",
  ),
  fortune: list(
    "xem bói, tử vi, phong thủy, xem ngày, ngày tốt, xem tuổi, hợp tuổi, cung hoàng đạo, bói bài, coi bói, coi ngày, xem hướng nhà, mâm cúng, bài cúng, văn khấn, lịch âm, âm lịch, ngày âm, ngày rằm, mùng một, hôm nay ngày mấy, hôm nay thứ mấy, mấy giờ rồi, bây giờ mấy giờ rồi, sinh năm tuổi con gì, cúng ông táo, ông táo, cúng giỗ, đám giỗ, giỗ chạp, tết năm nay, bao giờ tới tết",
  ),
  cooking: list(
    "nấu ăn, cách nấu, nấu phở, nấu món, món ăn, ăn gì, hôm nay ăn gì, tối nay ăn gì, món ngon, công thức nấu, kho cá, luộc gà, bún bò, cơm tấm, bánh xèo, bánh mì, làm bánh, canh chua, thịt kho, nấu chè, ướp thịt, trà sữa, đặt đồ ăn, ăn sáng, nồi chiên, rau muống, pha cà phê, ăn trưa, giò chả, dưa cà, gói bánh, bánh chưng, quán ăn ngon, quán nào ngon, quán cà phê đẹp, quán nhậu ngon, nhà hàng ngon, ăn ở đâu ngon, món gì ngon, nấu cơm, nấu cháo, chiên trứng, làm gỏi, ngâm rượu, muối dưa",
  ),
  shopping: list(
    "giá vàng, vàng hôm nay, giá xăng, xăng tăng, giá điện, giá đô, tỷ giá, đô la, giá heo, giá gạo, giá thịt, mua điện thoại, mua iphone, iphone, samsung, mua laptop, máy tính nào tốt, giá xe, xe vision, mua nhà ở đâu, thuê phòng trọ, tìm phòng trọ, môi giới, giảm giá, khuyến mãi, shopee, lazada, tiki, tiktok, đơn hàng, giao hàng, đặt hàng, đổi trả hàng, bảo hành, tivi, quần áo, giày dép, mỹ phẩm, vé xe, vé tàu, mua vé, nên mua xe, mua xe nào, xe nào tốt, yamaha, honda, nên mua, mua cái nào, cái nào tốt, giá đất bao nhiêu, bao nhiêu một mét, giá một mét vuông, giá nhà bao nhiêu",
  ),
  money: list(
    "vay tiền, vay vốn, vay ngân hàng, vay nóng, cho vay, tín dụng đen, lãi suất, gửi tiết kiệm, thẻ atm, mất thẻ atm, mở thẻ, thẻ tín dụng, chuyển khoản nhầm, chuyển nhầm tiền, momo, ví điện tử, chứng khoán, cổ phiếu, bitcoin, tiền ảo, kiếm tiền, làm giàu, app vay tiền, trả góp, nợ xấu, bảo hiểm nhân thọ, mượn tiền, vietcombank, agribank, internet banking, đa cấp, bán gì lời",
  ),
  travel: list(
    "du lịch, đi chơi, chơi ở đâu, đi đâu chơi, vé máy bay, đặt vé máy bay, tàu hỏa, xe buýt số mấy, tuyến xe buýt, xe buýt, đặt phòng, đà lạt có gì, sapa, vũng tàu có gì, phú quốc có gì, resort, lễ hội, bắn pháo hoa, pháo hoa, kẹt xe, đường nào đi, grab, taxi, gọi xe, khu vui chơi, bảo tàng, rạp phim, sở thú, bãi biển",
  ),
  media: list(
    "phim hay, xem phim, bài hát, nghe nhạc, mở nhạc, ca sĩ, diễn viên, sơn tùng, ca nhạc, liên quân, chơi game, tiktoker, youtube, facebook, hack facebook, mất facebook, nick facebook, zalo bị khóa, mất zalo, nick zalo, hack nick, cài win, sửa máy tính, sửa điện thoại, điện thoại bị hư, điện thoại hết pin, wifi yếu, cài wifi, lắp mạng, lắp internet, mạng yếu, mạng chậm, sim rác, nạp thẻ, nạp tiền điện thoại, thẻ cào, viettel, mobifone, vinaphone, gói cước, 4g, chính chủ sim, netflix, báo hôm nay, thời sự, sách hay, tiểu thuyết",
  ),
  jokes: list(
    "kể chuyện, kể chuyện cười, chuyện cười, hát cho nghe, hát đi, làm thơ, viết thơ, bài thơ, đố vui, câu đố, kể chuyện ma, nói tiếng anh, viết code, lập trình, viết thư tình, viết bài, viết caption, dịch giúp, dịch câu, vẽ tranh, chatgpt, trí tuệ nhân tạo là gì, ý nghĩa cuộc sống, vũ trụ, mặt trăng, chiến thắng điện biên, ai phát minh, thủ đô của, núi cao nhất, sông dài nhất, con vật, khủng long, hoa hồng, cây cảnh, tưới cây, sửa ống nước, thợ điện, thợ nước, sửa nhà trọn gói, xây nhà giá, thiết kế nhà, rửa xe, giặt ủi, cắt tóc, làm tóc, làm nail, giúp việc, trông trẻ, dọn nhà, bốc vác, diệt mối, hút hầm cầu, thông cống, nước giặt, vì sao trời, tại sao trời, tại sao con người, vì sao",
  ),
  everydayRepairs: list(
    "sửa xe máy, sửa tủ lạnh, sửa máy giặt, máy giặt hư, tủ lạnh hư, tivi hư, xe hư, xe bị hư, thay nhớt, vá xe, bơm vá, con mèo nhà tôi, con chó nhà tôi, chó cắn, mèo đi lạc, chó bị bệnh, nuôi chó giống, mua chó, mua mèo",
  ),
  relations: list(
    "chia tay người yêu, chồng nhậu, chồng cờ bạc, con hư, con không nghe lời, dạy con, mâu thuẫn mẹ chồng, mẹ chồng khó, gia đình lục đục, vợ bỏ đi, chồng bỏ đi, làm mai, mai mối",
  ),
  moneyElse: list(
    "đầu tư gì, gửi tiền ngân hàng, chuyển khoản bị lỗi, mở tài khoản ngân hàng, rút tiền atm, thẻ bị nuốt, ngân hàng nào, lãi ngân hàng, hụi, chơi hụi, giật hụi, bị lừa tiền, bị lừa đảo, bị lừa chuyển tiền, lừa đảo qua mạng, mua hàng bị lừa, đòi lại tiền, bị lừa mất tiền, lừa mất tiền, bị lừa trên mạng, lừa tiền",
  ),
  swearing: list(
    "đồ ngu, ngu quá, đồ điên, đồ chó, mất dạy, vô học, cút đi, biến đi, im đi, con khỉ, óc chó, đồ khốn, chết tiệt, rác rưởi, vô dụng",
  ),
};

function list(phrases: string): string[] {
  return phrases.split(", ");
}
