import * as vscode from 'vscode';
import type { NotBackedUp } from '../../core/recovery/backup';
import { oneLine } from '../ui/oneLine';
import { formatBytes } from '../ui/quantity';

/** Why a file could not be backed up, as the end of a sentence. */
export function notBackedUpText(why: NotBackedUp): string {
  switch (why.kind) {
    case 'notFound':
      return vscode.l10n.t("the library doesn't list it");
    case 'changed':
      return vscode.l10n.t('it changed after you were asked');
    case 'unpublished':
      return vscode.l10n.t("it's unpublished, so ImageKit doesn't deliver it");
    case 'empty':
      return vscode.l10n.t("it's empty, and ImageKit doesn't accept empty uploads");
    case 'unknownSize':
      return vscode.l10n.t("ImageKit doesn't say how large it is");
    case 'foreignAddress':
      return vscode.l10n.t("its URL isn't one of the account's delivery URLs");
    case 'notDelivered':
      return why.reason === ''
        ? vscode.l10n.t('its delivery URL answers {0}', why.status)
        : vscode.l10n.t('its delivery URL answers {0} ({1})', why.status, oneLine(why.reason));
    case 'unreachable':
      return vscode.l10n.t("it couldn't be downloaded ({0})", oneLine(why.reason));
    case 'wrongLength':
      return vscode.l10n.t(
        'received {0}, but ImageKit reports {1}',
        formatBytes(why.received),
        formatBytes(why.expected),
      );
    case 'altered':
      return vscode.l10n.t("what's on disk differs from what was received");
    case 'disk':
      return vscode.l10n.t("couldn't write it to disk ({0})", oneLine(why.reason));
    case 'diskFull':
      return vscode.l10n.t(
        'it needs {0}, and the disk has {1} left',
        formatBytes(why.neededBytes),
        formatBytes(why.freeBytes),
      );
    case 'versionsUnknown':
      return vscode.l10n.t("its versions couldn't be listed ({0})", oneLine(why.reason));
    case 'cancelled':
      return vscode.l10n.t('you stopped the run');
  }
}
