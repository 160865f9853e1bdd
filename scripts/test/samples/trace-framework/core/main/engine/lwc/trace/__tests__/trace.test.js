import { getTrace } from 'c/trace';
import missing from 'c/notHere';
