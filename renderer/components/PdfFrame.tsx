import { Anchor } from '@mantine/core';
import { type Ref, useImperativeHandle, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useServices } from '../app/services.ts';
import classes from './PdfFrame.module.css';

export type PdfHandle = { print: () => void };

type PdfFrameProps = { url: string; title: string; ref?: Ref<PdfHandle>; /** The viewer is there. */ onLoad?: () => void };

/** One of the desk's own PDFs in the browser's viewer. Printing is the host's work where it can, else the viewer's. */
export const PdfFrame = ({ url, title, ref, onLoad }: PdfFrameProps) => {
  const { t } = useTranslation();
  const { host } = useServices();
  const frame = useRef<HTMLIFrameElement>(null);
  const [hasFailed, setFailed] = useState(false);

  useImperativeHandle(ref, () => ({
    print: () => {
      setFailed(false);
      const inViewer = (): void => {
        try {
          frame.current?.contentWindow?.print();
        } catch {
          window.open(url, '_blank', 'noopener');
        }
      };
      host.print(url).then(
        (printed) => {
          if (printed === 'inPage') inViewer();
          setFailed(printed === 'notSent');
        },
        () => setFailed(true),
      );
    },
  }));

  return (
    <div className={classes.holder}>
      <iframe ref={frame} src={`${url}#navpanes=0&view=FitH`} title={title} className={classes.frame} onLoad={onLoad} />
      <p className={classes.foot}>
        {hasFailed ? <strong role="alert">{t('pdf.printFailed')}</strong> : null}
        <Anchor href={url} target="_blank" rel="noopener" size="xs">
          {t('pdf.openAlone')}
        </Anchor>
      </p>
    </div>
  );
};
