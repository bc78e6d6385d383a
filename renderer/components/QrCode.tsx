import qrcode from 'qrcode';
import { useMemo } from 'react';

type QrCodeProps = { text: string; /** What it is, for whoever cannot see it. */ label: string; size: number };

/** A QR as vector squares with its quiet zone, black on white in dark mode too, or no telephone would read it. */
export const QrCode = ({ text, label, size }: QrCodeProps) => {
  const { path, width } = useMemo(() => {
    const { modules } = qrcode.create(text, { errorCorrectionLevel: 'M' });
    const dark = Array.from({ length: modules.size ** 2 }, (_, at) => at).filter((at) => modules.get(Math.floor(at / modules.size), at % modules.size));
    return { path: dark.map((at) => `M${at % modules.size} ${Math.floor(at / modules.size)}h1v1h-1z`).join(''), width: modules.size };
  }, [text]);
  return (
    <svg role="img" aria-label={label} width={size} height={size} viewBox={`-4 -4 ${width + 8} ${width + 8}`} shapeRendering="crispEdges">
      <rect x={-4} y={-4} width={width + 8} height={width + 8} fill="#fff" />
      <path d={path} fill="#000" />
    </svg>
  );
};
