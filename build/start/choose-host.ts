/** What the choice depends on; asked for lazily, because fetching takes minutes. */
export type Surroundings = {
  wish: 'electron' | 'browser' | undefined;
  hasDisplay: boolean;
  /** Chromium's sandbox refuses to run as root. */
  isRoot: boolean;
  binary: () => string | undefined;
  rememberedFailure: () => string | undefined;
  /** The reason why it failed; undefined when it worked. */
  fetch: () => Promise<string | undefined>;
};

export type HostChoice = { host: 'electron'; binary: string } | { host: 'browser'; why: { vietnamese: string; english: string } } | { host: 'none'; why: { vietnamese: string; english: string } };

const because = (vietnamese: string, english: string) => ({ vietnamese, english });

/** Electron where it can be, the browser host where it cannot, and the reason said plainly. `--electron` asks again after a failure and takes no substitute. */
export const chooseHost = async ({ wish, hasDisplay, isRoot, binary, rememberedFailure, fetch }: Surroundings): Promise<HostChoice> => {
  if (wish === 'browser') return { host: 'browser', why: because('Chạy trong trình duyệt theo yêu cầu (--browser).', 'Running in the browser as asked (--browser).') };
  const isAsked = wish === 'electron';
  const without = (why: { vietnamese: string; english: string }): HostChoice => ({ host: isAsked ? 'none' : 'browser', why });
  if (!hasDisplay) return without(because('Máy này không có màn hình nên không mở được cửa sổ Electron.', 'There is no display, so Electron cannot open a window.'));
  if (isRoot && !isAsked) {
    return without(because('Electron không chạy an toàn dưới tài khoản root; dùng trình duyệt (hoặc --electron).', 'Electron is not safe as root; using the browser (or ask for --electron).'));
  }
  const present = binary();
  if (present !== undefined) return { host: 'electron', binary: present };
  const failure = isAsked ? undefined : rememberedFailure();
  if (failure !== undefined) {
    return without(
      because(`Lần trước không tải được Electron (${failure}); muốn thử lại, dùng --electron.`, `Electron could not be fetched last time (${failure}); --electron tries again.`),
    );
  }
  const reason = await fetch();
  const fetched = binary();
  if (reason === undefined && fetched !== undefined) return { host: 'electron', binary: fetched };
  return without(because(`Không tải được Electron (${reason ?? 'thiếu tệp chạy'}).`, `Electron could not be fetched (${reason ?? 'no executable'}).`));
};
