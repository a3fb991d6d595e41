import { signal } from "@preact/signals";
import type { Author } from "../chat/conversation";
import type { Connection } from "../connection/connection";
import { compareIds } from "../connection/event-id";
import { asRefused } from "../connection/refused";

export type NoticeType = "success" | "info" | "warning" | "error";

export interface Notice {
  id: string;
  channel?: string;
  type: NoticeType;
  title: string;
  message: string;
  timestamp: string;
  user?: Author;
  module?: string;
  action?: string;
  urgent?: boolean;
  data?: unknown;
  read?: boolean;
}

export interface NewNotice {
  channel?: string;
  to?: string;
  type: NoticeType;
  title: string;
  message: string;
  module?: string;
  action?: string;
  urgent?: boolean;
}

interface Page {
  notifications: Notice[];
  unread: number;
  next?: string;
}

const PAGE = 30;

/** The user's notifications, newest first, with what is unread over all devices. */
export class Inbox {
  readonly notices = signal<Notice[]>([]);
  readonly unread = signal(0);
  readonly next = signal<string | undefined>(undefined);
  /** A server without an inbox still notifies: then there is what came while this page was open. */
  readonly isKept = signal(true);
  readonly onlyUnread = signal(false);

  constructor(
    private readonly connection: Connection,
    private readonly onNotice: (notice: Notice) => void,
  ) {
    connection.on<Notice>("notification", (notice) => this.received(notice));
    connection.on<{ unread: number; id?: string; upTo?: string }>("notification:read", ({ unread, id, upTo }) => {
      this.unread.value = unread;
      this.mark((notice) => notice.id === id || (upTo !== undefined && compareIds(notice.id, upTo) <= 0));
    });
    connection.onSession((session) => {
      if (!session.recovered) {
        void this.load();
      }
    });
  }

  async load(): Promise<void> {
    try {
      const page = await this.page();
      this.notices.value = page.notifications;
      this.unread.value = page.unread;
      this.next.value = page.next;
    } catch (error) {
      this.isKept.value = !asRefused(error).isMissing;
    }
  }

  async show(onlyUnread: boolean): Promise<void> {
    this.onlyUnread.value = onlyUnread;
    await this.load();
  }

  async loadMore(): Promise<void> {
    const page = await this.page(this.next.value);
    this.notices.value = [...this.notices.value, ...page.notifications];
    this.next.value = page.next;
  }

  async read(notice: Notice): Promise<void> {
    await this.confirm({ id: notice.id }, (each) => each.id === notice.id);
  }

  async readAll(): Promise<void> {
    const newest = this.notices.value[0];
    if (newest) {
      await this.confirm({ upTo: newest.id }, () => true);
    }
  }

  async send(notice: NewNotice): Promise<void> {
    await this.connection.ask("notification", { ...notice, clientMsgId: crypto.randomUUID?.() });
  }

  private page(before?: string): Promise<Page> {
    const unread = this.onlyUnread.value ? { unread: true } : {};
    return this.connection.insist<Page>("notification:list", { limit: PAGE, ...unread, ...(before && { before }) });
  }

  private async confirm(payload: object, isRead: (notice: Notice) => boolean): Promise<void> {
    if (this.isKept.value) {
      this.unread.value = (await this.connection.ask<{ unread: number }>("notification:read", payload)).unread;
    } else {
      this.unread.value = this.notices.value.filter((notice) => !notice.read && !isRead(notice)).length;
    }
    this.mark(isRead);
  }

  private mark(isRead: (notice: Notice) => boolean): void {
    this.notices.value = this.notices.value.map((notice) => (isRead(notice) ? { ...notice, read: true } : notice));
  }

  private received(notice: Notice): void {
    if (!this.notices.value.some(({ id }) => id === notice.id)) {
      this.notices.value = [notice, ...this.notices.value];
      this.unread.value++;
      this.onNotice(notice);
    }
  }
}
