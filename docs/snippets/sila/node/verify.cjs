// Has a person verified, by the vendor's client: node --require ./point-here.cjs verify.cjs HANDLE [FIRST_NAME]
const { default: Sila } = require(process.env.SILA_CLIENT ?? 'sila-sdk');

const { KYC_APP_HANDLE, KYC_APP_KEY } = process.env;
const [handle, firstName = 'Ada'] = process.argv.slice(2);

function taken(answer) {
  if (answer.statusCode !== 200) throw new Error(`${answer.statusCode} ${JSON.stringify(answer.data)}`);
  console.log(answer.data.message);
  return answer.data;
}

async function main() {
  Sila.configure({ key: KYC_APP_KEY, handle: KYC_APP_HANDLE });
  const wallet = Sila.generateWallet(); // the person's own key: keep it, it signs what is about the person
  const person = Object.assign(new Sila.User(), {
    handle,
    firstName,
    lastName: 'Example',
    dateOfBirth: '1990-05-19',
    address: '123 Main Street',
    city: 'Portland',
    state: 'OR',
    zip: '97204',
    ssn: '123-45-2222',
    phone: '503-123-4567',
    email: 'ada@example.com',
    cryptoAddress: wallet.address,
  });
  taken(await Sila.register(person));
  taken(await Sila.requestKYC(handle, wallet.privateKey));
  let checked;
  do {
    await new Promise((resolve) => setTimeout(resolve, 1000)); // in earnest, wait for the webhook instead
    checked = taken(await Sila.checkKYC(handle, wallet.privateKey));
  } while (checked.verification_status === 'pending');
  console.log(checked.verification_status, checked.verification_history[0].tags.join());
}

main().catch((error) => {
  console.error('refused', error.message);
  process.exitCode = 1;
});
