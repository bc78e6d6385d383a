import { Button, Collapse } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { IconChevronDown, IconChevronUp } from '@tabler/icons-react';
import { type Ref, useEffect, useImperativeHandle, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useKeys } from '../../app/keyboard.ts';
import { useServices } from '../../app/services.ts';
import { useTRPC, useTRPCClient } from '../../app/trpc.ts';
import { KeyHint } from '../../components/KeyHint.tsx';
import classes from './AttachPanel.module.css';
import { dateFaultsOf, type DescribeForm, describeFormOf, descriptionOf, isSameForm } from './describe-form.ts';
import { DescribeFields, offerInFocus } from './DescribeFields.tsx';
import { ReadingNote } from './ReadingNote.tsx';
import { useOffers } from './use-offers.ts';

export type DescribeHandle = {
  /** Marks what cannot be; then nothing should be filed. */
  hasFaults: () => boolean;
  /** Writes down what was changed. @throws what the desk says against it */
  save: () => Promise<void>;
};

/** What the paper is, read off it while it lies there. Opened when it is wanted; what was typed is written down also when another scan is looked at. */
export const DescribeSection = ({ documentId, typeCode = '', ref }: { documentId: string; /** Of the paper that it would be put to. */ typeCode?: string | undefined; ref: Ref<DescribeHandle> }) => {
  const { t } = useTranslation();
  const { keyboard } = useServices();
  const trpc = useTRPC();
  const client = useTRPCClient();
  const opened = useQuery(trpc.digitisation.open.queryOptions({ documentId }));
  const known = describeFormOf(opened.data?.document.description);
  const [typed, setTyped] = useState<Partial<DescribeForm>>({});
  const [isOpen, setOpen] = useState(false);
  const [hasTried, setTried] = useState(false);
  const area = useRef<HTMLDivElement>(null);
  const { isReading, offers } = useOffers(documentId, isOpen);
  const form = { ...known, ...typed };
  /** The kind follows from the paper that it would be put to, until somebody says another. */
  const shown = { ...form, typeCode: form.typeCode || typeCode };
  const faults = dateFaultsOf(form);
  const hasFaults = Object.keys(faults).length > 0;

  const save = async (): Promise<void> => {
    if (opened.data === undefined || hasFaults || isSameForm(form, known)) return;
    await client.citizen.describeDocument.mutate({ documentId, description: descriptionOf(form) });
  };
  const latest = useRef(save);
  latest.current = save;
  useEffect(() => () => void latest.current().catch(() => undefined), []);
  useImperativeHandle(ref, () => ({
    hasFaults: () => {
      setTried(true);
      if (hasFaults) setOpen(true);
      return hasFaults;
    },
    save,
  }));

  const open = (): void => {
    setOpen(true);
    // The field is there once this has been drawn.
    requestAnimationFrame(() => area.current?.querySelector('input')?.focus());
  };
  const takeOffer = (): boolean | void => {
    const taken = offerInFocus(shown, offers);
    return taken ? setTyped((now) => ({ ...now, ...taken })) : false;
  };
  useKeys(keyboard, { 'Alt+M': open, 'Alt+ArrowDown': takeOffer });

  return (
    <section className={classes.describe} aria-label={t('describe.title')}>
      <Button
        size="compact-sm"
        variant="subtle"
        aria-expanded={isOpen}
        leftSection={isOpen ? <IconChevronUp size={15} aria-hidden /> : <IconChevronDown size={15} aria-hidden />}
        rightSection={<KeyHint keys="Alt+M" />}
        onClick={() => (isOpen ? setOpen(false) : open())}
      >
        {t('describe.title')}
      </Button>
      <Collapse expanded={isOpen} transitionDuration={0}>
        <div ref={area} data-fields="true" className={classes.fields}>
          <ReadingNote isReading={isReading} />
          <DescribeFields form={shown} faults={hasTried ? faults : {}} offers={offers} onChange={(part) => setTyped((now) => ({ ...now, ...part }))} />
        </div>
      </Collapse>
    </section>
  );
};
