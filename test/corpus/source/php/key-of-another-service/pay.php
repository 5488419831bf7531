<?php

$client = new Client([
    'credentials' => ['key' => getenv('PAY_KEY'), 'secret' => getenv('PAY_SECRET')],
]);
