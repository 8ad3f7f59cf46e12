import { App } from '../../components/App.tsx';
import { whereIsOrganisation } from '../../lib/domain/where.ts';
import { doors } from '../../lib/ui/doors.ts';
import { draw } from '../../lib/ui/draw.tsx';
import { followFacts } from '../../lib/ui/follow-facts.ts';

const url = new URLSearchParams(location.search).get('page') ?? undefined;
await followFacts('tab', whereIsOrganisation(url));
draw(<App doors={doors()} />);
