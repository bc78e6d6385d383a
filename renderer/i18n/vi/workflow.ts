export const workflow = {
  'stage.receive': 'Tiếp nhận',
  'stage.examine': 'Thẩm định',
  'stage.approve': 'Phê duyệt',
  'stage.seal': 'Đóng dấu',
  'stage.return': 'Trả kết quả',
  'stagePlace.commune': 'Tại cơ quan',
  'stagePlace.agency': 'Cơ quan khác',
  'stagePlace.vertical': 'Ngành dọc tại quầy',
  'stagePlace.upper': 'Cấp {{level}}',
};
