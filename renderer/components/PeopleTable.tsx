import { Button } from '@mantine/core';
import { type Icon, IconUserOff } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { formatDate } from './format.ts';
import { Mark } from './Marks.tsx';
import classes from './Table.module.css';

type Person = { id: string; fullName: string; title: string; username: string; isActive: boolean; /** `at`: UTC milliseconds. */ deactivated?: { at: number; reason: string } | undefined };

/** `name` says of whom, for those who hear the button without seeing its row. */
export type PersonAction = { icon: Icon; label: string; name: string; run: () => void };

type PeopleTableProps<P> = {
  people: readonly P[];
  /** Who is looking. */
  ownId?: string;
  /** What somebody who works here does. */
  work: (person: P) => ReactNode;
  actions: (person: P) => readonly (PersonAction | false)[];
};

/** Who works with the program, what as, and what can be done about it. */
export const PeopleTable = <P extends Person>({ people, ownId, work, actions }: PeopleTableProps<P>) => {
  const { t } = useTranslation();
  return (
    <div className={classes.scroll} data-section>
      <table className={classes.table}>
        <thead>
          <tr>
            <th scope="col">{t('officer.fullName')}</th>
            <th scope="col">{t('officer.title')}</th>
            <th scope="col">{t('officer.username')}</th>
            <th scope="col">{t('officer.roles')}</th>
            <th scope="col">
              <span className="said">{t('officer.actions')}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {people.map((person) => (
            <tr key={person.id} data-inactive={!person.isActive}>
              <th scope="row">
                {person.fullName}
                {person.id === ownId ? <span> {t('officer.you')}</span> : null}
              </th>
              <td>{person.title}</td>
              <td>{person.username}</td>
              <td>{person.isActive ? work(person) : <NoLonger person={person} />}</td>
              <td className={classes.actions}>
                {actions(person).map((action) =>
                  action ? (
                    <Button key={action.name} size="compact-sm" variant="subtle" leftSection={<action.icon size={15} aria-hidden />} aria-label={action.name} onClick={action.run}>
                      {action.label}
                    </Button>
                  ) : null,
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
};

const NoLonger = ({ person: { deactivated } }: { person: Person }) => {
  const { t } = useTranslation();
  return (
    <>
      <Mark tone="quiet" icon={IconUserOff}>
        {t('officer.inactive')}
      </Mark>
      {deactivated ? <Under>{t('officer.inactiveSince', { date: formatDate(deactivated.at), reason: deactivated.reason })}</Under> : null}
    </>
  );
};

/** A second line in a cell. */
export const Under = ({ children }: { children: ReactNode }) => <span className={classes.under}>{children}</span>;
