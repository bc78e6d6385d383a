import { Modal, Stack } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useKeys } from '../../app/keyboard.ts';
import { useServices } from '../../app/services.ts';
import { useTRPC } from '../../app/trpc.ts';
import { DialogActions } from '../../components/DialogActions.tsx';
import { dateFaultsOf, describeFormOf, descriptionOf } from '../digitisation/describe-form.ts';
import { DescribeFields, offerInFocus } from '../digitisation/DescribeFields.tsx';
import { PageViewer } from '../digitisation/PageViewer.tsx';
import { ReadingNote } from '../digitisation/ReadingNote.tsx';
import { useOffers } from '../digitisation/use-offers.ts';
import classes from './CitizenPage.module.css';
import type { Paper } from './PapersPanel.tsx';

/** Read off the paper beside the fields, once; from then on every desk knows what it is and until when it holds. */
export const DescribeDialog = ({ paper, onClose }: { paper: Paper; onClose: () => void }) => {
  const { t } = useTranslation();
  const { keyboard } = useServices();
  const trpc = useTRPC();
  const [form, setForm] = useState(() => describeFormOf({ ...paper.description, typeCode: paper.typeCode }));
  const { isReading, offers } = useOffers(paper.documentId, true);
  const [hasTried, setTried] = useState(false);
  const describe = useMutation(trpc.citizen.describeDocument.mutationOptions({ onSuccess: onClose }));
  const faults = dateFaultsOf(form);
  const submit = (): void => {
    setTried(true);
    if (Object.keys(faults).length > 0 || describe.isPending) return;
    describe.mutate({ documentId: paper.documentId, description: descriptionOf(form) });
  };
  const takeOffer = (): boolean | void => {
    const taken = offerInFocus(form, offers);
    return taken ? setForm((now) => ({ ...now, ...taken })) : false;
  };
  useKeys(keyboard, { 'Ctrl+Enter': submit, 'Alt+ArrowDown': takeOffer }, { isModal: true });

  return (
    <Modal opened onClose={onClose} size={1120} padding={0} title={t('citizen.describeTitle')} closeButtonProps={{ 'aria-label': t('action.close') }} classNames={{ body: classes.describeBody!, content: classes.viewer! }}>
      <PageViewer documentId={paper.documentId} title={paper.fileName} pageCount={paper.pageCount} />
      <form
        data-fields="form"
        noValidate
        className={classes.describe}
        onSubmit={(event: FormEvent) => {
          event.preventDefault();
          submit();
        }}
      >
        <Stack gap="sm">
          <ReadingNote isReading={isReading} />
          <DescribeFields form={form} faults={hasTried ? faults : {}} offers={offers} isFirst onChange={(part) => setForm((now) => ({ ...now, ...part }))} />
          <DialogActions confirm={t('citizen.describeSave')} isBusy={describe.isPending} error={describe.error} hasKeys onClose={onClose} />
        </Stack>
      </form>
    </Modal>
  );
};
