<?php
$client = PaymentClient::factory(['key' => $conf['id'], 'secret' => $conf['secret']]);
