import { App } from '../../components/App.tsx';
import { whereIs } from '../../lib/domain/where.ts';
import { doors } from '../../lib/ui/doors.ts';
import { draw } from '../../lib/ui/draw.tsx';
import { followFacts } from '../../lib/ui/follow-facts.ts';
import { lookAtClickedTab } from '../../lib/ui/look.ts';

const url = await lookAtClickedTab();
await followFacts('popup', whereIs(url));
await draw(<App doors={doors()} />);
