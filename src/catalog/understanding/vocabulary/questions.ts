import { lines } from "./lines.ts";

/**
 * Words that ask for something of a procedure, whatever else the sentence says. Chat spelling, regional words and
 * Telex slips were read before: `giấy tờ j` stands here as `giấy tờ gì`.
 */
export const questionWords = {
  documents: lines(
    "which papers, what papers, what documents, which documents, documents needed, papers needed, what do i need, cần gì, cần những gì, cần giấy tờ gì, giấy tờ gì, giấy gì, giấy tờ nào, giấy nào, những giấy tờ nào, giấy tờ ra sao, giấy tờ thế nào",
    "mang gì, mang theo gì, mang những gì, mang theo những gì, mang giấy tờ, mang theo giấy tờ, đem gì, đem theo gì, đem giấy tờ, đem theo giấy tờ",
    "chuẩn bị gì, chuẩn bị những gì, chuẩn bị giấy tờ, chuẩn bị hồ sơ, phải có gì, phải có những gì, cần có gì, cần có những gì, cần cung cấp gì",
    "cung cấp gì, cung cấp những gì, nộp gì, nộp những gì, nộp giấy tờ gì, nộp những giấy tờ, gồm gì, gồm những gì, hồ sơ gồm, gồm giấy tờ, gồm những giấy tờ, có những gì, gồm có gì, gồm có những gì",
    "thành phần hồ sơ, hồ sơ gì, hồ sơ cần, hồ sơ ra sao, hồ sơ thế nào, hồ sơ như thế nào, hồ sơ những gì, hồ sơ có gì, hồ sơ nào, cần hồ sơ, cần giấy tờ",
    "mẫu đơn, mẫu tờ khai, tờ khai nào, mẫu nào, đơn gì, mẫu gì, xin mẫu, tải mẫu, mẫu đơn ở đâu, lấy mẫu đơn, tờ khai mẫu, biểu mẫu, xin tờ khai",
    "mấy bản, bao nhiêu bản, mấy tấm ảnh, mấy tấm hình, mấy cái ảnh, ảnh cỡ nào, ảnh mấy, cần thêm gì, thêm giấy tờ gì, thiếu giấy tờ gì, giấy tờ cần thiết",
    "thủ tục gồm, thủ tục gì, những thủ tục gì, thủ tục cần gì, thủ tục giấy tờ, bao gồm những gì, đòi giấy gì, đòi giấy tờ gì, đòi những gì, yêu cầu giấy tờ",
    "giấy tờ cần, cần phải có giấy, cần bản gốc, cần bản chính, có cần bản gốc, giấy tờ kèm theo, kèm theo gì, kèm giấy gì, danh sách giấy tờ, cần mấy giấy",
    "cần mang, cần đem, phải mang, phải đem, bỏ những gì vào hồ sơ",
  ),
  where: lines(
    "where, which office, ở đâu, tại đâu, đi đâu, đến đâu, ra đâu, lên đâu, tới đâu, vào đâu, chỗ nào, nơi nào, chỗ đâu, qua đâu, về đâu, gửi đâu, nộp đâu, làm đâu, xin đâu",
    "cơ quan nào, ai cấp, ai có thẩm quyền, thẩm quyền, đơn vị nào, phòng nào, bộ phận nào, quầy nào, cửa nào, nơi cấp, nơi nộp, nơi làm, nơi tiếp nhận",
    "xã nào, phường nào, huyện nào, tỉnh nào, công an nào, gặp ai, hỏi ai, nộp cho ai, liên hệ ai, đưa cho ai, ai giải quyết, ai làm, cấp nào, sở nào",
    "lên phường hay, ra phường hay, lên xã hay, ra xã hay, ở phường hay, ở xã hay, xã hay, phường hay, huyện hay, quận hay, ủy ban hay, công an hay, tỉnh hay, hồ sơ cho ai, nộp cho ai, đưa cho ai, gửi cho ai, xã hay huyện, xã hay tỉnh, phường hay quận, xã hay công an, phường hay công an, ủy ban hay công an, công an hay ủy ban, công an hay phường, huyện hay tỉnh",
    "nơi tiếp nhận hồ sơ, nơi giải quyết, liên hệ ở đâu, liên hệ với ai, đâu cấp, đâu làm, bên nào, bên nào làm, chỗ làm, chỗ nộp",
  ),
  fee: lines(
    "phí, how much, fee, fees, cost, costs, bao nhiêu tiền, hết bao nhiêu, mất bao nhiêu tiền, tốn bao nhiêu, phí bao nhiêu, lệ phí, chi phí, tiền phí, mức phí, mức thu, giá bao nhiêu, phí là bao nhiêu",
    "mất tiền, tốn tiền, mất phí, tốn phí, có phí, miễn phí, phải đóng tiền, đóng bao nhiêu, nộp bao nhiêu, nộp bao nhiêu tiền, đóng bao nhiêu tiền, thu phí, thu tiền",
    "tốn đồng nào, tốn đồng, mất đồng nào, mất xu nào, tốn xu, tốn kém, phí thế nào, phí như thế nào, phí ra sao, giá cả, bao nhiêu một bản, bao nhiêu một tờ, bao nhiêu 1 bản, bao nhiêu 1 tờ, mấy ngàn, mấy nghìn, mấy trăm",
    "trả bao nhiêu, trả tiền, phải trả, phí sao, tính tiền, tính phí, tính phí thế nào, phí có, mất bao nhiêu, hết mấy, tiền bạc thế nào, mức đóng, giảm phí, tiền làm",
    "phải nộp tiền, phí cao, đắt không, mắc không, tiền công chứng, tiền lệ phí, phí làm, phí cấp, phí đăng ký, phí gì, bao nhiêu đồng, bao nhiêu nghìn, bao nhiêu ngàn",
  ),
  time: lines(
    "how long, how many days, when will, được bao nhiêu ngày, được mấy ngày, được bao lâu, mất bao nhiêu ngày, mất bao nhiêu lâu, mất bao nhiêu tháng, mất bao nhiêu thời gian, bao lâu, mất bao lâu, mấy ngày, bao nhiêu ngày, mấy hôm, mấy tuần, mấy tháng thì, bao nhiêu lâu, khi nào có, khi nào xong, khi nào lấy, khi nào nhận",
    "khi nào, bao giờ, lúc nào, thời điểm nào, năm nào, đến bao giờ, đến năm nào, còn hạn, khi nào được, bao giờ có, bao giờ xong, bao giờ lấy, bao giờ nhận, bao giờ được, lúc nào có, lúc nào xong, lúc nào lấy, thời gian giải quyết, thời hạn giải quyết",
    "thời gian bao, thời gian làm, thời gian cấp, thời hạn, trong vòng, hạn chót, hạn cuối, trước ngày nào, chậm nhất, hạn nộp, đến khi nào, tới khi nào, hạn bao",
    "có lâu không, lâu không, nhanh không, có nhanh không, có kịp, kịp không, lấy liền, lấy ngay, có liền, trong ngày, lấy trong ngày, làm gấp, chờ lâu, đợi lâu, chờ bao",
    "phải chờ, phải đợi, đợi mấy, chờ mấy, hẹn mấy ngày, mấy ngày xong, mấy ngày có, mấy ngày lấy, ngày nào có, ngày nào lấy, hiệu lực, có giá trị bao, giá trị trong",
    "sau bao, dùng được bao, mất mấy, mấy tiếng, mất thời gian, thời gian xử lý, thời gian hoàn thành, thời gian chờ, thời gian trả, hôm nào có, hôm nào xong, hôm nào lấy",
    "muộn nhất, bao nhiêu tháng, mấy tháng có, mấy tháng xong",
  ),
  online: lines(
    "trực tuyến, nộp trực tuyến, làm trực tuyến, đăng ký trực tuyến, tại nhà được, ở nhà làm, làm ở nhà, ngồi nhà, qua cổng dịch vụ công, trên cổng dịch vụ công",
    "trên dịch vụ công, qua dịch vụ công, qua vneid, trên vneid, bằng vneid, qua zalo, qua ứng dụng, trên ứng dụng, nộp từ xa, qua bưu điện, gửi bưu điện",
    "bằng điện thoại, trên điện thoại, trên máy tính, không cần đến, khỏi cần đến, khỏi đi, khỏi phải đi, không phải đi, làm từ xa, gửi qua mail, qua email",
  ),
  steps: lines(
    "how do i, how to, steps, thế nào, như thế nào, làm sao, ra sao, cách làm, cách nào, cách nộp, cách đăng ký, cách xin, cách khai, các bước, từng bước, quy trình, trình tự, bước nào",
    "hướng dẫn, chỉ cách, chỉ tôi, chỉ giúp, thủ tục ra sao, thủ tục thế nào, phải làm gì, làm gì, phải làm sao, bắt đầu từ đâu, làm thủ tục, cách thức, cách điền",
    "điền thế nào, khai thế nào, ghi thế nào, quy định, gồm mấy bước, mấy bước, đầu tiên, trước tiên, đặt lịch, lấy số, cách để, cách",
  ),
  /** Who may, from what age, what follows: asks for eligibility whatever else is said. */
  entitlement: lines(
    "điều kiện, điều kiện gì, điều kiện nào, điều kiện để, đủ điều kiện, ai được, những ai, đối tượng nào, trường hợp nào, ai phải, ai cần, ai làm được, ai đi làm, who can",
    "mấy tuổi, bao nhiêu tuổi, đủ tuổi, từ mấy tuổi, có bị phạt, bị phạt không, phạt bao nhiêu, bị phạt bao nhiêu, có sao không, có bị sao, phạt gì, xử phạt, bị phạt, phạt thế nào, bị xử lý",
    "được hưởng gì, hưởng gì, hưởng bao nhiêu, được bao nhiêu, được nhận bao nhiêu, được lãnh bao nhiêu, lãnh bao nhiêu, mức hưởng, mức trợ cấp, quyền lợi, bao lâu thì phải, bao lâu thì bị",
    "trách nhiệm, có quyền, bắt buộc, hưởng chế độ gì, chế độ gì, được chế độ gì, được trợ cấp gì, được hỗ trợ gì, được bao nhiêu tháng, nghỉ mấy tháng, nghỉ bao nhiêu, ai đứng tên, đủ điều kiện",
    "phải thi lại, có nên, làm thay, làm hộ được, làm giùm được, ủy quyền được, thay mặt, nhờ người, nhờ người thân, có ảnh hưởng, có mất quyền, có hợp lệ, có hợp pháp, có đúng luật",
  ),
  /** Asks for it where nothing else does. */
  eligibility: lines(
    "được hưởng, đối tượng, tự làm, có được, được phép, cho phép, có thể, còn được, có còn, hợp lệ, hợp pháp, có vi phạm, có giá trị, phải làm lại, can i, am i allowed, do i have to",
  ),
} as const;
