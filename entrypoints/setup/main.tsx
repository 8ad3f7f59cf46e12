import { App } from '../../components/App.tsx';
import { whereIs } from '../../lib/domain/where.ts';
import { doorsFrom } from '../../lib/ui/doors.ts';
import { draw } from '../../lib/ui/draw.tsx';
import { followFacts } from '../../lib/ui/follow-facts.ts';

const url = new URLSearchParams(location.search).get('page') ?? undefined;
await followFacts('tab', whereIs(url));
draw(<App doors={doorsFrom(url)} />);
