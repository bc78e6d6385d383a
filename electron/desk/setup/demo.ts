import type { Unit } from '../../../domain/desk/desk.ts';
import { officerIdOf } from '../../../domain/officer/officer.ts';
import { isProblem, type Problem } from '../../../domain/problem.ts';
import type { Desk } from '../desk.ts';
import { addOfficer } from '../identity/officers.ts';
import { setUp } from './set-up.ts';
import type { DemoOfficer } from './types.ts';

export const demoUnit: Unit = {
  name: 'UBND xã Lục Sơn',
  agencyCode: 'H02.15.20',
  oneStopName: 'Bộ phận Tiếp nhận và Trả kết quả',
  parentName: 'UBND huyện Lục Nam',
  parentLevel: 'huyện',
  place: 'Lục Sơn',
  phone: '0204 3884 123',
};

export const demoPassword = 'motcua2026';

export const demoOfficers: DemoOfficer[] = [
  { username: 'hoa', fullName: 'Nguyễn Thị Hoa', title: 'Công chức Văn phòng – Thống kê', roles: ['receiving', 'duty'] },
  { username: 'binh', fullName: 'Trần Văn Bình', title: 'Công chức Tư pháp – Hộ tịch', roles: ['handling'] },
  { username: 'cuong', fullName: 'Lê Văn Cường', title: 'Phó Chủ tịch UBND xã', roles: ['approver'] },
  { username: 'dung', fullName: 'Phạm Thị Dung', title: 'Văn thư', roles: ['clerk'] },
  { username: 'quantri', fullName: 'Hoàng Văn Em', title: 'Quản trị hệ thống', roles: ['administrator'] },
];

/** A working commune at once. Does nothing on a desk that is set up, but finishes one that was cut off half way. */
export const setUpDemo = async (desk: Desk, { scannerFolder }: { scannerFolder: string }): Promise<{ administratorId: string } | Problem> => {
  const [{ roles, ...administrator }, ...others] = [...demoOfficers].reverse() as [DemoOfficer, ...DemoOfficer[]];
  const self = desk.store.state('desk', desk.store.deskId);
  const done = self
    ? undefined
    : await setUp(desk, { unit: demoUnit, number: 1, scannerFolders: [scannerFolder], administrator: { ...administrator, password: demoPassword } }, { roles });
  if (isProblem(done)) return done;
  const administratorId = officerIdOf((self?.unit ?? demoUnit).agencyCode, administrator.username);
  const officer = desk.store.state('officer', administratorId);
  if (officer) {
    for (const other of others) {
      if (desk.store.state('officer', officerIdOf(demoUnit.agencyCode, other.username))) continue;
      const added = await addOfficer({ ...desk, officer }, { ...other, password: demoPassword });
      if (isProblem(added)) return added;
    }
  }
  return { administratorId };
};
