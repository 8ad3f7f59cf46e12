import { App } from '../../components/App.tsx';
import { whereIsOrganisation } from '../../lib/domain/where.ts';
import { openJob } from '../../lib/ui/commands.ts';
import { doors } from '../../lib/ui/doors.ts';
import { draw } from '../../lib/ui/draw.tsx';
import { followFacts } from '../../lib/ui/follow-facts.ts';

const asked = new URLSearchParams(location.search);
await followFacts('tab', whereIsOrganisation(asked.get('page') ?? undefined));
const job = asked.get('job');
if (job === 'connectors' || job === 'mapping' || job === 'coverage') openJob(job);
await draw(<App doors={doors()} />);
