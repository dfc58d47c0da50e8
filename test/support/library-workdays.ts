import chineseDays from 'chinese-days';

// Prints those of the given days that an independent library takes for working days. It follows the time zone of the
// process and is a day off west of Greenwich, so it runs in a process of its own.
for (const day of process.argv.slice(2)) if (chineseDays.isWorkday(day)) console.log(day);
