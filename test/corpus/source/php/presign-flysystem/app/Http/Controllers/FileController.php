<?php

namespace App\Http\Controllers;

use Illuminate\Support\Facades\Storage;

class FileController
{
    public function show(string $path)
    {
        return redirect(Storage::disk('s3')->temporaryUrl($path, now()->addDays(3)));
    }
}
