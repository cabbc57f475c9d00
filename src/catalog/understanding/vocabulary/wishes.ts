import { lines } from "./lines.ts";

/** Wishes that concern no procedure in particular. */
export const wishes = {
  /** Enough on its own. */
  near: lines(
    "gần nhất, gần đây, gần nhà, gần tôi, gần tôi nhất, gần mình, gần chỗ tôi, gần chỗ mình, gần em, gần cháu, gần bác, quanh đây, quanh khu, xung quanh, gần khu, gần khu phố",
    "gần chợ, gần trường, gần bệnh viện, gần ngã tư, gần cầu, gần đường, chỗ gần, điểm gần, nơi gần, gần hơn, gần chỗ làm, gần công ty, gần nhà nhất",
    "chỉ đường, đường đi, đường tới, mở đường, mở bản đồ, bản đồ, định vị, đi đường nào, đường nào tới, nằm ở đâu, nằm đâu, tọa lạc, cách đây bao xa, bao xa, mấy cây số, bao nhiêu cây, xa không",
    "chỗ nào hỗ trợ, nơi nào hỗ trợ, chỗ nào giúp, ai giúp làm, chỗ nào hướng dẫn, nơi nào hướng dẫn, có chỗ nào giúp, có ai giúp, có ai hướng dẫn, nhờ ai chỉ, chỗ nào chỉ, ở đâu hướng dẫn, ở đâu hỗ trợ, ở đâu giúp",
    "có điểm nào, tìm điểm, tìm chỗ, tìm nơi, chỗ nào có máy tính, chỗ nào có máy, đến đâu để được giúp, đến đâu để được hướng dẫn, nearest, near me, nearby, closest, ai chỉ giùm, ra đâu nhờ, đi đâu nhờ, chỗ nào nhờ, nhờ ai làm giùm, ai làm giúp, đâu có người giúp",
  ),
  /** Cannot do it alone: a help point is there for that. */
  unskilled: lines(
    "không rành, không biết dùng, không biết sử dụng, không biết xài, mù công nghệ, không có điện thoại thông minh, không có smartphone, không biết chữ, không biết làm trên máy, không biết làm trên mạng, không biết làm trực tuyến",
    "nhờ ai, ai giúp, ai hướng dẫn, ai hỗ trợ, ai chỉ, hỗ trợ trực tiếp, hướng dẫn trực tiếp, giúp tại chỗ, có người hướng dẫn, người hướng dẫn, cầm tay chỉ việc, dùng điện thoại cục gạch, không có máy tính, không có mạng",
  ),
  /** Where an office is: unless a procedure or an hour is asked for. */
  point: lines(
    "địa chỉ, điểm hướng dẫn, điểm hỗ trợ, điểm dịch vụ công, điểm nào, điểm tiếp nhận, điểm phục vụ, có xa, đi xe buýt tới, trụ sở ở đâu",
  ),
  hours: lines(
    "opening hours, when do you open, are you open, mấy giờ mở cửa, mấy giờ mở, mấy giờ đóng cửa, mấy giờ đóng, mấy giờ làm việc, mấy giờ bắt đầu, mấy giờ nghỉ, mấy giờ thì mở, mấy giờ thì đóng, mấy giờ thì làm, làm việc mấy giờ",
    "mấy giờ, tết có, lễ có, ngày lễ có, có trực, cuối tuần có, chủ nhật có, thứ bảy có, thứ 7 có, buổi tối có, buổi trưa có, trưa có, làm đến mấy giờ, làm tới mấy giờ, mở đến mấy giờ, mở tới mấy giờ, tới mấy giờ, đến mấy giờ, từ mấy giờ, giờ làm việc, giờ mở cửa, giờ hành chính, giờ đóng cửa, giờ giấc",
    "lịch làm việc, lịch tiếp dân, lịch nghỉ, thời gian làm việc, thời gian mở cửa, giờ tiếp dân, giờ tiếp nhận, khi nào mở cửa, khi nào đóng cửa, bao giờ mở cửa, mở cửa mấy giờ, mở cửa lúc nào",
    "mở cửa khi nào, đóng cửa mấy giờ, đóng cửa lúc nào, ngày nào làm việc, làm việc ngày nào, làm việc những ngày nào, những ngày nào làm, ngày nào nghỉ, nghỉ ngày nào, mấy giờ có người, mấy giờ hết",
    "làm việc thứ bảy, làm việc thứ 7, làm thứ bảy, làm thứ 7, làm việc chủ nhật, làm chủ nhật, làm việc buổi tối, làm buổi tối, ngoài giờ, ngoài giờ hành chính, làm việc cuối tuần, làm cuối tuần",
    "nghỉ trưa, nghỉ lễ, nghỉ tết, trực tết, trực lễ, có mở cửa, còn mở cửa, đang mở cửa, mở cửa không, mở cửa chưa, đóng cửa chưa, còn mở, có mở không, có nghỉ không, có làm việc không, còn làm việc",
    "còn làm không, có ai trực, có người trực, có trực không, có tiếp dân, mở cửa lúc, mở cửa từ, đóng cửa lúc, mở cửa đến, làm việc từ, giờ mở, giờ đóng, giờ giấc, làm việc đến, làm việc tới, hết giờ làm, sau giờ làm có, tan sở, làm xuyên trưa, có làm trưa",
  ),
  /** A time at which offices may be closed. */
  occasion: lines(
    "ngày lễ, dịp lễ, tết, nghỉ lễ, cuối tuần, buổi tối, buổi trưa, ban đêm, ngày nghỉ, thứ bảy, chủ nhật, thứ 7, ngoài giờ, sau giờ, giờ trưa, trước giờ, sau giờ làm",
  ),
  /** Only beside a time: "tối nay có làm không", "thứ bảy có nghỉ không". */
  openness: lines(
    "tiếp nhận, tiếp nhận hồ sơ, làm, làm việc, mở, mở cửa, nghỉ, tiếp, tiếp dân, trực, nhận, nhận hồ sơ, ai ở đó, người làm, cán bộ, ai làm, đóng cửa, hoạt động, phục vụ, người, ai",
  ),
  /** Enough on its own. */
  status: lines(
    "hồ sơ đến đâu, hồ sơ tới đâu, đến đâu rồi, tới đâu rồi, tới mô rồi, hồ sơ xong chưa, xong chưa, làm xong chưa, có kết quả chưa, đã có kết quả, ra kết quả, kết quả hồ sơ, kết quả chưa, chưa có kết quả",
    "status of my dossier, my dossier, track my dossier, chưa nhận được, vẫn chưa nhận, chưa thấy trả, chưa được giải quyết, chưa thấy kết quả, chưa thấy gọi, chưa thấy ai gọi, chưa thấy tin nhắn, tra cứu hồ sơ, tra hồ sơ, kiểm tra hồ sơ, xem hồ sơ, theo dõi hồ sơ",
    "tình trạng hồ sơ, trạng thái hồ sơ, tiến độ hồ sơ, tiến độ, mã hồ sơ, số hồ sơ, số biên nhận, biên nhận, giấy hẹn, phiếu hẹn, ngày hẹn, quá hẹn, trễ hẹn, tới hẹn, đến hẹn, quá ngày hẹn, hồ sơ trễ, hồ sơ chậm, hồ sơ bị trả",
    "quá hạn trả, hẹn trả, trả kết quả, chưa ai liên hệ, chưa ai gọi, không ai liên hệ, bị trả lại, bị trả về, hồ sơ bị từ chối, báo bổ sung, bắt bổ sung, hồ sơ duyệt chưa, đã duyệt chưa, được duyệt chưa, duyệt chưa, xử lý tới đâu, xử lý đến đâu, giải quyết tới đâu, giải quyết đến đâu, giải quyết xong chưa",
    "lấy được chưa, làm xong chưa, nhận được chưa, hồ sơ số, hồ sơ mã, đã làm xong chưa, để biết đã làm xong, đang ở bước nào, hồ sơ đang, hồ sơ của tôi, hồ sơ của em, hồ sơ của mình, hồ sơ của con, hồ sơ tôi, hồ sơ em, hồ sơ mình",
    "sao chưa có, sao chưa thấy, mãi chưa, mãi không thấy, hoài không thấy, hoài chưa, lâu rồi chưa, lâu quá chưa, chờ mãi, đợi mãi, đợi hoài, chờ hoài, có thẻ chưa, có sổ chưa, có giấy chưa, về thẻ chưa, bao giờ trả kết quả, khi nào trả kết quả",
    "tra kết quả, tra cứu kết quả, xem kết quả, xem đã xong, kiểm tra xem",
  ),
  /** Handed in, and nothing has come: both together. */
  handedIn: lines(
    "nộp trực tuyến, nộp qua mạng, tuần rồi, tháng rồi, ngày rồi, tháng nay, tuần nay, ngày nay, năm nay, nộp rồi, đã nộp, nộp hôm, nộp tuần, nộp tháng, nộp từ, nộp lâu, nộp cả, nộp được, làm rồi, đã làm, làm từ, làm hôm, làm tháng, làm lâu, gửi rồi, đã gửi, gửi hôm, gửi từ, nộp hồ sơ, làm cả, làm hơn, nộp hơn, nộp online rồi, mới nộp, làm được",
  ),
  nothingYet: lines(
    "chưa có, chưa thấy, mà chưa, vẫn chưa, sao chưa, chưa xong, có chưa, về chưa, ra chưa, được chưa, chưa ai, chưa nhận, chưa trả, chưa được, chưa lấy, không thấy, không có tin, bao giờ có, khi nào có, không ai gọi, không thấy gì",
  ),
  person: lines(
    "nhân viên nào, có nhân viên, để nói chuyện, để tôi nói chuyện, nói chuyện trực tiếp, talk to a person, speak to someone, human, gặp người, gặp người thật, gặp cán bộ, gặp nhân viên, gặp anh chị, gặp cô cán bộ, gặp trực tiếp cán bộ, nói chuyện với người, nói chuyện với cán bộ, nói chuyện với nhân viên, nói chuyện trực tiếp",
    "cho gặp, cho tôi gặp, muốn gặp, cần gặp, người thật, người trả lời, có người trả lời, có ai trả lời, có ai trực không, có người thật, tổng đài viên, tư vấn viên, chuyển máy, chuyển cho người",
    "nối máy, gọi người, cần người giúp, cần người hỗ trợ, cần người tư vấn, nhờ người thật, không nói chuyện với máy, không thích máy, không muốn nói với máy, nói với robot, không phải máy",
    "gọi điện cho ai, gọi cho ai, gọi số nào, số tổng đài, cho xin số cán bộ, số điện thoại cán bộ, gọi tổng đài, tổng đài, nhân viên hỗ trợ, hỗ trợ viên, cho nói chuyện với, nhắn với cán bộ",
    "người tư vấn, gọi lại cho tôi, gọi cho tôi, gọi lại giúp, nói với người, gặp người hướng dẫn, bạn là người hay máy cho gặp",
  ),
  menu: lines(
    "menu, thực đơn, danh mục, danh mục thủ tục, danh sách thủ tục, có những thủ tục nào, những thủ tục nào, các thủ tục, xem thủ tục, các loại thủ tục, về menu, về đầu, trang đầu, trang chủ",
    "bắt đầu lại, làm lại từ đầu câu, quay lại menu, mở menu, cho xem menu, xem menu, chọn lại từ đầu, còn thủ tục nào, xem tất cả thủ tục, liệt kê thủ tục, có những mục nào, xem các mục, các mục",
  ),
  smalltalk: lines(
    "xin chào, chào, chào bạn, chào em, chào cháu, chào anh, chào chị, chào ad, chào buổi sáng, chào buổi chiều, chào buổi tối, chào mọi người, chào cô, chào bác, chào mấy đứa, good morning",
    "cảm ơn, cảm ơn nhiều, cảm ơn nha, cảm ơn bạn, tạm biệt, bye, bai, bye bye, hẹn gặp lại, chúc ngủ ngon, ngủ ngon, chúc một ngày tốt lành, chúc vui, chúc sức khỏe, chúc mừng năm mới, good night, chúc",
    "bạn là ai, em là ai, cháu là ai, mày là ai, bạn tên gì, em tên gì, cháu tên gì, tên gì, tên là gì, bạn là người hay máy, là người hay máy, là robot, là máy, người hay máy, ai tạo ra bạn, ai làm ra bạn, ai viết ra",
    "làm được gì, biết làm gì, giúp được gì, giúp gì, hỗ trợ gì, hỗ trợ những gì, hỗ trợ được gì, có thể làm gì, biết những gì, trả lời được gì, giúp được những gì, chức năng gì, bạn làm được những gì, chatbot, ai là bạn, bot",
    "khỏe không, có khỏe không, bạn khỏe không, ăn cơm chưa, ăn gì chưa, ngủ chưa, mấy tuổi rồi, bạn bao nhiêu tuổi, em bao nhiêu tuổi, bao nhiêu tuổi rồi, bạn ở đâu, em ở đâu, quê ở đâu, có người yêu chưa, có vợ chưa, rảnh không",
    "giỏi quá, hay quá, tốt quá, tuyệt vời, tuyệt quá, dễ thương quá, nhanh quá, nhiệt tình quá, tốt lắm, giỏi ghê, hay ghê, thông minh quá, tuyệt, dễ thương, ngoan quá, nhiệt tình, chu đáo quá, dễ hiểu quá, xịn quá",
    "ok, oke, okie, ừ, dạ, vâng, được rồi, hiểu rồi, biết rồi, rồi cảm ơn, rõ rồi, haha, hihi, hehe, kkk, ha ha, hi hi, vui quá, buồn quá, chán quá, có ai không, có ai ở đó không, test, thử, thử thôi, xin lỗi, nhầm, nhầm rồi",
    "ơi, alo ơi, có đó không, bạn ơi, em ơi, cháu ơi, ad ơi, mọi người ơi, không có gì, không sao, thôi không cần nữa, vậy thôi, thế thôi, xong rồi, đủ rồi, tốt, hay",
  ),
  /** Something is wrong with an account, or an app is to do something. */
  account: lines(
    "quên mật khẩu, đổi mật khẩu, mã otp, otp, mã xác nhận, mã xác thực, không đăng nhập được, đăng nhập không được, đăng xuất, khóa tài khoản, bị khóa, mở khóa, tích hợp, liên kết, không vào được, vào không được, vào không nổi, báo lỗi, bị lỗi",
    "bị treo, không nhận được mã, không gửi mã, máy cũ, đổi máy, máy mới, đổi sim, mất sim, số điện thoại cũ, đổi số điện thoại, đổi số, thiết bị, thiết bị khác, cài đặt, cài ứng dụng, tải ứng dụng, cập nhật ứng dụng, xác thực khuôn mặt",
    "quét mặt, mờ vân tay, không lên, mãi không được, quét mặt không được, nhận diện khuôn mặt, không nhận diện, quét nfc, nfc, không quét được, sai mật khẩu, nhập sai, khóa căn cước điện tử, mật khẩu cấp hai, mất mật khẩu, cấp lại mật khẩu, lấy lại mật khẩu, mất điện thoại, hỏng điện thoại",
    "không hiện, không hiển thị, không thấy thông tin, không cập nhật, không đồng bộ, mất dữ liệu, sai thông tin trên vneid, không mở được, mở không lên, tải không được, không tải được, mất tài khoản, lấy lại tài khoản, xóa tài khoản, hack, bị hack, kích hoạt, kích hoạt không được, đăng nhập, cài, tải, mật khẩu, tài khoản bị, hết phiên, hiện lỗi, lỗi",
  ),
} as const;
