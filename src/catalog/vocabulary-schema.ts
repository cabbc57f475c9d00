import { lines } from "./understanding/vocabulary/lines.ts";

/** Whom to call: 113, 114, 115. */
export type EmergencyService = "police" | "fire" | "ambulance";

/** What happens now to somebody: said so, it is an emergency whatever else the sentence holds. */
export const acute: Readonly<Record<EmergencyService, readonly string[]>> = {
  police: lines(
    "robbery, being robbed, there is a thief, burglar, being attacked, has a knife, call the police, có cướp, đang bị cướp, bị cướp giật, cướp giật, bị giật đồ, bị giật dây chuyền, có trộm, có kẻ trộm, kẻ trộm đang, trộm vào nhà, có trộm vào nhà, đang đánh nhau, đánh nhau, đánh lộn, ẩu đả, xô xát, đánh nhau to, đánh tôi, đánh em, đánh mẹ, đánh vợ, đánh con tôi, đánh con nít, đánh bà, đánh ông, đánh cháu, đang đánh, đang bị đánh, chồng đánh, bị chồng đánh",
    "bị hành hung, cầm dao, có dao, dí dao, chém nhau, đâm người, bị đâm, giết người, dọa giết, đòi giết, bắt cóc, bị bắt cóc, hiếp dâm, bị xâm hại, sàm sỡ, bị nhốt, nhốt tôi, gọi công an giúp, gọi công an gấp, bị đe dọa, đập phá nhà",
    "xông vào nhà, phá cửa, lạc mất con, con tôi đi lạc, cháu bị lạc, trẻ bị lạc, bị theo dõi, bị lừa bắt, có người rình, có người lạ vào nhà, người lạ đột nhập, đột nhập, bẻ khóa, cạy cửa, cạy khóa, phá khóa, leo rào vào, trộm đang, ăn trộm, bắt được trộm, cướp xe, giật xe, giật dây, đuổi chém, đuổi đánh, rượt chém, rượt đánh, rượt giết, rượt theo chém, chém người, chém tôi, chém em, đòi chém, đòi đánh, đòi đốt, dọa đốt, đốt nhà, tạt xăng, tạt axit, đánh đập, đánh chết, đánh người, bóp cổ, bị trói, bị nhốt, bắt trẻ em, bắt con tôi, bị xâm phạm, bị cưỡng, ngáo đá, phê đá, say rượu đánh, say xỉn đánh, hỗn chiến, cầm mã tấu, cầm dao, cầm súng, cầm gậy, gọi 113, bạo hành, đang bị bạo hành, có bom, nổ súng, bị giật túi, bị giật điện thoại, bị móc túi ngay",
  ),
  fire: lines(
    "on fire, is burning, house fire, fire brigade, gas leak, smell gas, is drowning, trapped in, cháy nhà, nhà cháy, có cháy, đang cháy, cháy rồi, bị cháy rồi, cháy to, cháy lớn, phát cháy, bốc cháy, hỏa hoạn, cháy xe, cháy chung cư, cháy cháy, cháy kìa, cháy bếp, cháy dữ, cháy khét, bén lửa, bắt lửa, lửa bốc, lửa lan, lửa cháy, ngọn lửa, khói nhiều, khói nghi ngút, bốc khói, khói bốc lên, có khói, chữa cháy gấp",
    "rò gas, rò rỉ gas, xì gas, xì ga, rò khí gas, mùi gas, có mùi gas, hở gas, nổ bình gas, bình gas nổ, chập điện, cháy điện, kẹt thang máy, mắc kẹt, kẹt trong, bị kẹt, sập nhà, nhà sập, tường sập, đuối nước, chết đuối, rơi xuống giếng, rớt xuống giếng",
    "rơi xuống sông, rớt xuống sông, té xuống sông, nước cuốn, lũ cuốn, bị nước cuốn, sạt lở vùi, bị vùi lấp, đòi nhảy lầu, sắp nhảy lầu, đòi nhảy cầu, gọi 114, gọi cứu hỏa, cứu hỏa, leo lên mái đòi nhảy, ngập nước mắc kẹt, nhảy cầu, nhảy lầu, nhảy sông, nhảy xuống sông, ngập tới nóc, kẹt trên mái, leo lên mái nhà, chìm xuồng, chìm ghe, lật ghe, lật xuồng, lật thuyền, chìm thuyền, rơi xuống nước, rớt xuống nước, rơi xuống hồ, té xuống hồ, té xuống kênh, rớt xuống kênh, rơi xuống kênh, rớt xuống mương, rơi xuống hố, sụp hố, sụp nhà, sập giàn giáo, sập tường, đất đè, điện giật dây rơi, dây điện đứt, dây điện rớt, đứt dây điện, nổ lớn, nổ trạm điện, khí gas, nghe mùi ga, mùi khét",
  ),
  ambulance: lines(
    "ambulance, unconscious, heart attack, having a stroke, bleeding badly, car accident, can not breathe, cannot breathe, collapsed, fainted, ngất, ngất xỉu, bị ngất, xỉu, té xỉu, bất tỉnh, hôn mê, đột quỵ, bị đột quỵ, tai biến, co giật, động kinh, lên cơn, đau tim, đau ngực dữ, nhồi máu, ngừng tim, ngừng thở, khó thở, không thở được, tím tái, chảy máu nhiều, máu chảy nhiều, ra máu nhiều",
    "chảy nhiều máu, bị tai nạn, gặp tai nạn, tai nạn giao thông, tai nạn rồi, xe tông, bị xe tông, bị xe đụng, xe đụng, bị đụng xe, té xe, ngã xe, té cầu thang, ngã cầu thang, gãy chân, gãy tay, gãy xương, bị thương nặng, ngộ độc, trúng độc, uống nhầm thuốc",
    "uống thuốc sâu, uống thuốc tự tử, tự tử, muốn chết, không muốn sống, cắt tay tự tử, rắn cắn, bị rắn cắn, điện giật, bị điện giật, hóc xương, bị hóc, hóc dị vật, bỏng nặng, bị bỏng, phỏng nặng, vỡ ối, vỡ nước ối, chuyển dạ, đau đẻ, sắp đẻ, đẻ rơi",
    "cấp cứu, gọi cấp cứu, xe cấp cứu, gọi xe cứu thương, cứu thương, sốc phản vệ, méo miệng, liệt nửa người, sùi bọt mép, sốt co giật, gọi 115, ngã gục, gục xuống, nằm bất động, không nhúc nhích, không thở, thở không nổi, thở không ra, thở dốc, nghẹt thở, tím môi, tím mặt, mê man, lịm đi, xỉu rồi, lên cơn co giật, giật kinh phong, lên cơn suyễn, lên cơn hen, hen suyễn nặng, đau ngực, đau thắt ngực, trụy tim, tim ngừng, nuốt phải, nuốt nhầm, nuốt pin, nuốt đồng xu, nuốt đồ, mắc cổ, mắc họng, hóc hạt, sặc sữa, sặc cháo, uống nhầm, uống thuốc diệt, uống thuốc rầy, uống dầu, uống xăng, ăn nấm độc, ngộ độc rượu, treo cổ, cắt cổ tay, rạch tay, đòi tự tử, đòi chết, muốn tự tử, chán sống, muốn nhảy, đứt tay, đứt gân, đứt ngón, đứt lìa, chó dại cắn, phỏng nước sôi, phỏng bô, bỏng nước sôi, té gãy, ngã gãy, té lầu, ngã lầu, té giàn giáo, đụng xe, tông xe, xe tải tông, tai nạn xe, tai nạn chết, đẻ rớt, sinh rớt, vỡ ối, té bất tỉnh, bị ong đốt khó thở, say nắng xỉu, ngưng thở",
  ),
};

/** A cry for help: no procedure is meant, whatever else is named. */
export const cries = lines(
  "cứu, cứu với, cứu tôi, cứu em, cứu người, giúp với gấp, khẩn cấp, nguy hiểm, nguy cấp, nguy kịch, kìa, mau lên, nhanh lên, gọi giùm, gọi giúp, cấp cứu, ngay bây giờ, gọi ai, gọi số nào, gọi số mấy, phải gọi",
);

/** It is over: what is wanted is a paper. */
export const past = lines(
  "hôm qua, hôm kia, hôm trước, tuần trước, tháng trước, năm ngoái, năm trước, hồi trước, hồi năm, lúc trước, đợt trước, hồi xưa, đã lâu, mấy năm trước, lần trước, hồi tháng, trước đây, vừa qua, vụ cháy, sau khi, giấy tờ bị",
);
